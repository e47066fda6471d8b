import type { IncomingMessage } from 'node:http';
import type { TLSSocket } from 'node:tls';
import { getRawBody } from 'raw-body';
import { BodyError } from '../body-error.ts';
import { rawRequest, type RawRequest } from '../pipeline/raw-request.ts';

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
 * Reads a request's body, up to a limit.
 *
 * @throws BodyError
 */
export async function readBody(
  request: IncomingMessage,
  maxBodyBytes: number,
): Promise<Uint8Array> {
  try {
    return await getRawBody(request, {
      limit: maxBodyBytes,
      length: request.headers['content-length'] ?? null,
    });
  } catch (error) {
    if (hasType(error, 'entity.too.large')) {
      throw new BodyError('body-too-large', `expected a body of at most ${maxBodyBytes} bytes`, {
        cause: error,
      });
    }
    throw new BodyError('request-aborted', 'expected a body of the announced length', {
      cause: error,
    });
  }
}

function hasType(error: unknown, type: string): boolean {
  return error instanceof Error && 'type' in error && error.type === type;
}
