import type { IncomingMessage } from 'node:http';
import { finished } from 'node:stream/promises';
import type { TLSSocket } from 'node:tls';
import { BodyError, bodyTooLarge } from '../ingest/request-body.ts';
import { rawRequest, type RawRequest } from '../pipeline/request/raw-request.ts';

/**
 * Reads the head of a request of Node's HTTP server.
 *
 * @param received time at which it arrived, Unix ms
 */
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
 * Reads a request's body, up to a limit. Each chunk is copied: a chunk is a view of a larger buffer, which would stay
 * in memory as long as the chunk does.
 *
 * @throws BodyError for a body that is too large or ends early
 * @throws Error for a body that somebody else has read: taken for an empty one it would unsubscribe a reader
 */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<Uint8Array> {
  if (request.readableDidRead) {
    throw new Error(
      'the body was read before the collector had the request: use the collector before what parses bodies',
    );
  }
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw bodyTooLarge(maxBytes);
  let body = new Uint8Array(0);
  let length = 0;
  const overflow = Promise.withResolvers<never>();

  function add(chunk: Uint8Array): void {
    if (length + chunk.length > maxBytes) {
      request.off('data', add).pause();
      overflow.reject(bodyTooLarge(maxBytes));
      return;
    }
    body = withCapacity(body, length + chunk.length);
    body.set(chunk, length);
    length += chunk.length;
  }

  request.on('data', add);
  await Promise.race([overflow.promise, ended(request)]);
  return body.subarray(0, length);
}

/** Returns the bytes, or a copy in an array of at least `length` bytes; it at least doubles, so that copies are few. */
function withCapacity(bytes: Uint8Array<ArrayBuffer>, length: number): Uint8Array<ArrayBuffer> {
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
