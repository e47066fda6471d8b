import type { Context } from 'koa';
import { getRawBody } from 'raw-body';
import { ApiError } from '../server/api-error.ts';

/** Longest body, in bytes: the longest filters that are accepted are longer still, but nobody writes them. */
const maxBodyBytes = 64 * 1_024;

/**
 * Reads a request's body, which is JSON.
 *
 * @throws ApiError
 */
export async function readJsonBody({ req, request }: Context): Promise<unknown> {
  if (request.is('application/json') === false || request.is('application/json') === null) {
    const message = 'expected a body of Content-Type: application/json';
    throw new ApiError(415, 'wrong-content-type', message, {
      headers: { accept: 'application/json' },
    });
  }
  const body = await getRawBody(req, {
    length: request.length,
    limit: maxBodyBytes,
    encoding: 'utf8',
  }).catch((cause: unknown) => {
    throw bodyError(cause);
  });
  return parseJson(body, 'the body');
}

/**
 * Reads a parameter of the address, which is JSON.
 *
 * @throws ApiError
 */
export function readJsonParameter({ URL: url }: Context, name: string): unknown {
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

function bodyError(cause: unknown): ApiError {
  const { type = '' } = cause as { readonly type?: string };
  if (type === 'entity.too.large') {
    const message = `expected a body of at most ${maxBodyBytes} bytes`;
    return new ApiError(413, 'body-too-large', message, { cause });
  }
  return new ApiError(400, 'request-aborted', 'expected a body of the announced length', { cause });
}
