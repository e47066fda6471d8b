import type { IncomingMessage } from 'node:http';
import { finished } from 'node:stream/promises';
import type { TLSSocket } from 'node:tls';
import { BodyError, bodyTooLarge } from '../ingest/body-error.ts';
import { rawRequest, type RawRequest } from '../pipeline/request/raw-request.ts';

/** Reads a request's head once, at the time it was received (Unix ms). */
export function readHead(request: IncomingMessage, received: number): RawRequest {
  const { method = '', url = '', headers, socket } = request;
  return rawRequest(url, {
    method,
    headers,
    remoteAddress: socket.remoteAddress ?? '',
    encrypted: (socket as TLSSocket).encrypted ?? false,
    received,
  });
}

/**
 * Reads a request's body, up to a limit. Each piece is copied: one byte that is kept as it came would keep
 * all of what came with it.
 *
 * @throws BodyError
 */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<Uint8Array> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw bodyTooLarge(maxBytes);
  let body = new Uint8Array(0);
  let length = 0;
  const overflow = Promise.withResolvers<never>();

  function add(piece: Uint8Array): void {
    if (length + piece.length > maxBytes) {
      request.off('data', add).pause();
      overflow.reject(bodyTooLarge(maxBytes));
      return;
    }
    body = withRoom(body, length + piece.length);
    body.set(piece, length);
    length += piece.length;
  }

  request.on('data', add);
  await Promise.race([overflow.promise, ended(request)]);
  return body.subarray(0, length);
}

/** The same bytes, with space for so many: twice as large where they have not enough. */
function withRoom(bytes: Uint8Array<ArrayBuffer>, length: number): Uint8Array<ArrayBuffer> {
  if (length <= bytes.length) return bytes;
  const larger = new Uint8Array(Math.max(length, 2 * bytes.length));
  larger.set(bytes);
  return larger;
}

async function ended(request: IncomingMessage): Promise<void> {
  try {
    await finished(request);
  } catch (cause) {
    throw new BodyError('request-aborted', 'expected a body of the announced length', { cause });
  }
}
