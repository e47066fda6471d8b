import type { ServerResponse } from 'node:http';
import type { Context } from 'koa';
import { hasContentLength, type Answer } from '../pipeline/answer.ts';

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

/** Writes an answer as a response of Node's, without Koa. */
export function sendAnswer(response: ServerResponse, { status, headers, body }: Answer): void {
  if (isLast(status)) response.setHeader('connection', 'close');
  if (body === null) {
    // Without one, Node sends an empty body in chunks.
    const length = hasContentLength(status) ? { 'content-length': 0 } : {};
    response.writeHead(status, { ...headers, ...length }).end();
    return;
  }
  const bytes = typeof body === 'string' ? Buffer.from(body) : bufferOf(body);
  response.writeHead(status, { ...headers, 'content-length': bytes.length });
  // Node puts text into one write with the head, bytes into another: of a pixel that is half the time.
  response.end(bytes.toString('latin1'), 'latin1');
}

/** What is left of a body that was too large is not waited for. */
function isLast(status: number): boolean {
  return status === 413;
}

/** The same bytes, not a copy. */
function bufferOf({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
