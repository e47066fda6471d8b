import { Router } from '@koa/router';
import type { Middleware } from 'koa';
import type { ReportState } from '../server/state.ts';
import { answerPage } from '../server/small-page.ts';
import { smallTexts } from '../server/small-texts.ts';
import { canHaveCookies, writeCookie } from './cookies.ts';
import type { Identify } from './identify.ts';
import { writeEndedPage, writeReloadPage } from './login-page.ts';
import type { SharedLinks } from '../settings/shared-links.ts';

interface ShareDeps {
  readonly publicUrl: string | null;
  readonly sharedLinks: Pick<SharedLinks, 'find'>;
  readonly identify: Identify;
  /** Path of a site's page. */
  readonly sitePath: (site: string) => string;
  /** Unix ms. */
  readonly now: () => number;
}

/**
 * Creates the route `/share/<token>`: sets the cookie of a shared link, and answers with a page that loads the site's
 * page. A redirect would not do: the browser sends no SameSite=Strict cookie after one that began on another site.
 * A reader who has logged in keeps their own rights.
 */
export function shareRoute(deps: ShareDeps): Middleware<ReportState> {
  const { publicUrl, sharedLinks, identify, sitePath, now } = deps;
  const router = new Router<ReportState>({ sensitive: true });
  router.get('/share/:token', (context) => {
    const value = context.params['token'] ?? '';
    const link = sharedLinks.find(value, now());
    if (link === null || !canHaveCookies(context.req, publicUrl)) {
      answerPage(context, 404, writeEndedPage(smallTexts(context)));
      return;
    }
    const reader = identify(context.req);
    if (reader === null || reader.kind === 'shared') {
      const maxAgeMs = link.expiresMs - now();
      const cookie = { name: 'hm_share', value, maxAgeMs } as const;
      context.set('set-cookie', writeCookie(context.req, cookie, publicUrl));
    }
    answerPage(context, 200, writeReloadPage(smallTexts(context), sitePath(link.site)));
  });
  return router.routes() as Middleware<ReportState>;
}
