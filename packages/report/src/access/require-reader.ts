import type { Middleware } from 'koa';
import { ApiError } from '../server/api-error.ts';
import type { ReportState } from '../server/state.ts';
import { answerPage } from '../server/small-page.ts';
import { smallTexts } from '../server/small-texts.ts';
import type { Identify } from './identify.ts';
import { writeReloadPage } from './login-page.ts';

/** Creates middleware that sets `state.reader`, and sends whoever has shown nothing to the login. */
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
    // Whoever follows a link from elsewhere sends no strict cookie; a page of our own asks with it.
    const isFollowed = ['cross-site', 'same-site'].includes(context.get('sec-fetch-site'));
    if (isFollowed) answerPage(context, 200, writeReloadPage(smallTexts(context)));
    else redirect(context, `/login?${new URLSearchParams({ next: context.url }).toString()}`);
  };
}

/** Not Koa's own, which rewrites addresses. */
export function redirect(
  context: { status: number; set(name: string, value: string): void },
  location: string,
): void {
  context.status = 303;
  context.set('location', location);
}
