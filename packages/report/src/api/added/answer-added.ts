import type { IncomingMessage } from 'node:http';
import type { Middleware } from 'koa';
import { bearerOf } from '../../access/identify.ts';
import { isSecret } from '../../access/secret.ts';
import { ApiError } from '../../server/api-error.ts';
import { readJsonBody } from '../read-json.ts';
import type { AddedApi } from './added-api.ts';

/**
 * Creates middleware that answers an added API. It stands before the report's own access: neither token
 * opens what the other does.
 */
export function answerAdded(api: AddedApi): Middleware {
  const operations = new Map(api.operations.map((each) => [each.path as string, each]));
  return async (context, next) => {
    const operation = operations.get(context.path);
    if (operation === undefined) {
      await next();
      return;
    }
    requireToken(context.req, api);
    if (context.method !== 'POST') {
      const message = `expected POST for ${context.path}`;
      throw new ApiError(405, 'wrong-method', message, { headers: { allow: 'POST' } });
    }
    const { status, body } = await operation.answer(
      await readJsonBody(context, operation.maxBodyBytes),
    );
    context.status = status;
    context.body = body;
  };
}

function requireToken(request: IncomingMessage, { token, tokenName }: AddedApi): void {
  const sent = bearerOf(request);
  if (sent !== null && isSecret(token, sent)) return;
  const headers = { 'www-authenticate': 'Bearer' };
  if (sent === null) {
    const message = `send Authorization: Bearer with ${tokenName}`;
    throw new ApiError(401, 'not-logged-in', message, { headers });
  }
  const message = `the token is not that of this route: see ${tokenName}`;
  throw new ApiError(401, 'wrong-token', message, { headers });
}
