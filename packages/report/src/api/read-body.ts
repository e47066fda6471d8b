import type { Context } from 'koa';
import { getRawBody } from 'raw-body';
import { ApiError } from '../server/api-error.ts';

/**
 * Reads a request's body as text.
 *
 * @param type of the content that is expected
 * @throws ApiError
 */
export async function readBody(
  { req, request }: Pick<Context, 'req' | 'request'>,
  type: string,
  maxBytes: number,
): Promise<string> {
  if (request.is(type) !== type) {
    const message = `expected a body of Content-Type: ${type}`;
    throw new ApiError(415, 'wrong-content-type', message, { headers: { accept: type } });
  }
  try {
    return await getRawBody(req, { length: request.length, limit: maxBytes, encoding: 'utf8' });
  } catch (cause) {
    throw toApiError(cause, maxBytes);
  }
}

function toApiError(cause: unknown, maxBytes: number): ApiError {
  const { type = '' } = cause as { readonly type?: string };
  if (type === 'entity.too.large') {
    const message = `expected a body of at most ${maxBytes} bytes`;
    return new ApiError(413, 'body-too-large', message, { cause });
  }
  const message = 'expected a body of the announced length';
  return new ApiError(400, 'request-aborted', message, { cause });
}
