import type { IncomingMessage } from 'node:http';
import type { Middleware } from 'koa';
import { ApiError } from '../server/api-error.ts';
import { bearerOf } from './identify.ts';

/** Methods that change nothing. */
const safeMethods = ['GET', 'HEAD'];

/**
 * Creates middleware that refuses requests which a page of another site makes the reader's browser send: they carry the
 * reader's cookies, or come from the reader's machine. Only two of them are let in: a link to the report that the
 * reader follows, and a request with a token, which no other site can know.
 */
export function refuseForeignRequests(publicUrl: string | null): Middleware {
  return async ({ req, method }, next) => {
    const isAllowed = safeMethods.includes(method) ? isOwnOrLink(req) : isOwn(req, publicUrl);
    if (!isAllowed && bearerOf(req) === null) {
      const message =
        'the request does not come from a page of this report: open the report itself, or send Authorization: Bearer';
      throw new ApiError(403, 'foreign-request', message);
    }
    await next();
  };
}

/**
 * Header `Sec-Fetch-Site`, such as `same-origin`. Browsers send it on https and on localhost; no page can change it.
 */
function siteOf({ headers }: IncomingMessage): string | undefined {
  const site = headers['sec-fetch-site'];
  return typeof site === 'string' ? site : undefined;
}

function isOwnOrLink(request: IncomingMessage): boolean {
  const site = siteOf(request);
  if (site === undefined || site === 'same-origin' || site === 'none') return true;
  const { 'sec-fetch-mode': mode, 'sec-fetch-dest': destination } = request.headers;
  return mode === 'navigate' && destination === 'document';
}

function isOwn(request: IncomingMessage, publicUrl: string | null): boolean {
  const site = siteOf(request);
  if (site !== undefined) return site === 'same-origin';
  const { origin, cookie, referer, host = '' } = request.headers;
  // A request without any of the three comes from a program: a browser sends an origin whenever another site posts.
  if (origin === undefined) return cookie === undefined && referer === undefined;
  const own = publicUrl === null ? null : new URL(publicUrl);
  return origin === (own?.host === host ? own.origin : `http://${host}`);
}
