import type { Context } from 'koa';
import { readBody } from './read-body.ts';

const maxFormBytes = 8 * 1_024;

/**
 * Reads a request's body, which is a form's.
 *
 * @throws ApiError
 */
export async function readForm(
  context: Pick<Context, 'req' | 'request'>,
): Promise<URLSearchParams> {
  const type = 'application/x-www-form-urlencoded';
  return new URLSearchParams(await readBody(context, type, maxFormBytes));
}
