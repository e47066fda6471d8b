import type { Context } from 'koa';
import { hasContentLength, type Answer } from '../pipeline/request/answer.ts';

/** Writes an answer as a Koa response. */
export function writeAnswer(context: Context, { status, headers, body }: Answer): void {
  // A body of null makes Koa drop headers and choose a status; any other, without a type set, the type.
  if (body === null) context.body = null;
  context.status = status;
  context.set(headers);
  // Koa says so by itself, but not to HEAD.
  if (body === null && hasContentLength(status)) context.set('content-length', '0');
  if (body !== null) context.body = typeof body === 'string' ? body : bufferOf(body);
  if (isLast(status)) context.set('connection', 'close');
}

/**
 * Tells whether an answer is the connection's last: the rest of a body that was too large is not waited
 * for.
 */
function isLast(status: number): boolean {
  return status === 413;
}

/** Views bytes as a Buffer, without copying them. */
function bufferOf({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
