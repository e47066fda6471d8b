import type { Duplex } from 'node:stream';

/**
 * Reason why Node could not read a request.
 *
 * - `headers-too-large`: its headers are over `limits.maxHeaderBytes`; answered 431
 * - `malformed-request`: it is no HTTP; answered 400
 * - `request-timeout`: it was not complete in time (`timeouts.headersMs`, `timeouts.requestMs`); answered 408
 */
export type UnreadableReason = 'headers-too-large' | 'malformed-request' | 'request-timeout';

/** Time that a client may take to read its answer, in ms. What it still sends is ignored. */
const lingerMs = 1_000;

/**
 * Answers a request that Node's parser could not read, by a status alone.
 *
 * @returns the reason and the status; null: the client has gone by itself
 */
export function answerUnreadable(
  error: NodeJS.ErrnoException,
  socket: Duplex,
): { readonly reason: UnreadableReason; readonly status: string } | null {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return null;
  }
  const [status, reason] = classifyError(error.code);
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  // Node leaves our end open for reading; a slow client would keep it.
  const cut = setTimeout(() => socket.destroy(), lingerMs);
  socket.once('close', () => clearTimeout(cut));
  return { reason, status };
}

function classifyError(code: string | undefined): [status: string, reason: UnreadableReason] {
  if (code === 'HPE_HEADER_OVERFLOW')
    return ['431 Request Header Fields Too Large', 'headers-too-large'];
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return ['408 Request Timeout', 'request-timeout'];
  return ['400 Bad Request', 'malformed-request'];
}
