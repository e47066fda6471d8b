import type { ServerResponse } from 'node:http';
import type { Context } from 'koa';
import type { Answer } from '../pipeline/answer.ts';

/** Writes an answer as a Koa response. */
export function writeAnswer(context: Context, { status, headers, body }: Answer): void {
  // A body of null makes Koa drop headers and choose a status; any other, without a type set, the type.
  if (body === null) context.body = null;
  context.status = status;
  context.set(headers);
  if (body !== null) context.body = typeof body === 'string' ? body : bufferOf(body);
  if (isLast(status)) context.set('connection', 'close');
}

/** Writes an answer as a response of Node's, without Koa. */
export function sendAnswer(response: ServerResponse, { status, headers, body }: Answer): void {
  if (isLast(status)) response.setHeader('connection', 'close');
  if (body === null) {
    response.writeHead(status, headers).end();
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
