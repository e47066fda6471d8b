import type { IncomingMessage } from 'node:http';
import type { Middleware } from 'koa';
import { ApiError } from '../server/api-error.ts';
import type { ReportState } from '../server/state.ts';
import { isFromThisMachine } from './local.ts';
import type { Reader } from './reader.ts';
import { isSecret } from './secret.ts';

interface AccessOptions {
  readonly token: string | null;
  readonly openOnLoopback: boolean;
  readonly publicUrl: string | null;
}

/** Creates the middleware that finds out who asks, and refuses whoever may not. */
export function createAccess(options: AccessOptions): readonly Middleware<ReportState>[] {
  return [
    async ({ req, state }, next) => {
      state.reader = readerOf(req, options);
      await next();
    },
  ];
}

function readerOf(request: IncomingMessage, options: AccessOptions): Reader {
  const { token, openOnLoopback, publicUrl } = options;
  // Other schemes are between a browser and a proxy in front.
  const [isBearer, sent = ''] = /^Bearer( .*)?$/i.exec(request.headers.authorization ?? '') ?? [];
  if (isBearer !== undefined) {
    if (token !== null && isSecret(token, sent.trim())) return tokenReader;
    throw unauthorized('wrong-token', 'the token is not that of this report: see report.token');
  }
  if (openOnLoopback && publicUrl === null && isFromThisMachine(request)) return localReader;
  throw unauthorized('not-logged-in', 'log in, or send Authorization: Bearer with report.token');
}

const tokenReader: Reader = {
  name: 'token',
  kind: 'token',
  sites: null,
  seesPersons: true,
  filter: null,
};
const localReader: Reader = { ...tokenReader, name: 'local', kind: 'local' };

function unauthorized(code: 'wrong-token' | 'not-logged-in', message: string): ApiError {
  return new ApiError(401, code, message, { headers: { 'www-authenticate': 'Bearer' } });
}
