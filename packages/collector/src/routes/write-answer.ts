import type { Context } from 'koa';
import type { Answer } from '../pipeline/answer.ts';

/** Writes an answer as a Koa response. */
export function writeAnswer(context: Context, { status, headers, body }: Answer): void {
  // First the body: setting one makes Koa choose a type, and null makes it drop headers.
  context.body = body instanceof Uint8Array ? Buffer.from(body) : body;
  context.status = status;
  context.set(headers);
  // What is left of a body that was too large is not waited for.
  if (status === 413) context.set('connection', 'close');
}
