import type { Context } from 'koa';
import { ApiError } from '../server/api-error.ts';
import { readBody } from './read-body.ts';

/** Longest body, in bytes: longer filters would be accepted, but nobody writes them. */
const maxBodyBytes = 64 * 1_024;

/**
 * Reads a request's body, which is JSON.
 *
 * @throws ApiError
 */
export async function readJsonBody(
  context: Pick<Context, 'req' | 'request'>,
  maxBytes = maxBodyBytes,
): Promise<unknown> {
  return parseJson(await readBody(context, 'application/json', maxBytes), 'the body');
}

/**
 * Reads a parameter of the address, which is JSON.
 *
 * @throws ApiError
 */
export function readJsonParameter({ URL: url }: Pick<Context, 'URL'>, name: string): unknown {
  const text = url.searchParams.get(name);
  return text === null ? {} : parseJson(text, `the parameter ${name}`);
}

function parseJson(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const message = `expected JSON in ${where}: ${cause instanceof Error ? cause.message : ''}`;
    throw new ApiError(400, 'invalid-json', message, { cause });
  }
}
