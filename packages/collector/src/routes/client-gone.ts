import type { Context } from 'koa';

/** Codes of Node's errors for a connection that its other end has left. */
const codes: ReadonlySet<unknown> = new Set(['ECONNRESET', 'ECONNABORTED', 'EPIPE']);

/**
 * Tells whether a request has failed because its client has gone, which Koa reports as an error like any
 * other: anybody could fill the log.
 */
export function isClientGone(error: unknown, context: Context | undefined): boolean {
  if (context?.req.socket.destroyed !== true) return false;
  return error instanceof Error && 'code' in error && codes.has(error.code);
}
