import type { Middleware } from 'koa';
import { ApiError } from '../server/api-error.ts';
import type { ReportState } from '../server/state.ts';
import { answerPage } from '../server/small-page.ts';
import { smallTexts } from '../server/small-texts.ts';
import type { Identify } from './identify.ts';
import { writeReloadPage } from './login-page.ts';

/**
 * Creates middleware that sets `state.reader`. Without a valid session or token it redirects pages to the login, and
 * answers 401 to everything else.
 */
export function requireReader(identify: Identify): Middleware<ReportState> {
  return async (context, next) => {
    const reader = identify(context.req);
    if (reader !== null) {
      context.state.reader = reader;
      await next();
      return;
    }
    const isPage = context.method === 'GET' && context.accepts('json', 'html') === 'html';
    if (!isPage || context.path.startsWith('/api/')) {
      const message = 'log in, or send Authorization: Bearer with report.token';
      const headers = { 'www-authenticate': 'Bearer' };
      throw new ApiError(401, 'not-logged-in', message, { headers });
    }
    // After a link from another site the browser withholds the cookie, which is SameSite=Strict. A page that reloads
    // itself comes from this site, and is sent with it.
    const isFollowed = ['cross-site', 'same-site'].includes(context.get('sec-fetch-site'));
    if (isFollowed) answerPage(context, 200, writeReloadPage(smallTexts(context)));
    else redirect(context, `/login?${new URLSearchParams({ next: context.url }).toString()}`);
  };
}

/** Redirects with 303. Koa's own `redirect` would rewrite the address. */
export function redirect(
  context: { status: number; set(name: string, value: string): void },
  location: string,
): void {
  context.status = 303;
  context.set('location', location);
}
