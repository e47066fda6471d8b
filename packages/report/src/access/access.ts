import type { Middleware } from 'koa';
import type { Settings } from '../settings/open-settings.ts';
import type { ReportState } from '../server/state.ts';
import type { Account } from './account.ts';
import { refuseForeignRequests } from './foreign-requests.ts';
import { createIdentify } from './identify.ts';
import { limitShared } from './limit-shared.ts';
import { createLogIn } from './log-in.ts';
import { loginRoutes } from './login-routes.ts';
import { writeLoginPage } from './login-page.ts';
import { requireReader } from './require-reader.ts';
import { shareRoute } from './share-route.ts';
import { usableLinks } from './usable-links.ts';

interface AccessOptions {
  readonly token: string | null;
  readonly accounts: readonly Account[];
  readonly publicUrl: string | null;
  readonly openOnLoopback: boolean;
  readonly persons: boolean;
}

/** Creates the middleware that finds out who sends a request, and refuses those who may not read. */
export function createAccess(
  options: AccessOptions,
  settings: Pick<Settings, 'sessions' | 'sharedLinks'>,
  now: () => number,
): readonly Middleware<ReportState>[] {
  const { token, accounts, publicUrl, persons } = options;
  const { sessions } = settings;
  const sharedLinks = usableLinks(settings.sharedLinks, persons);
  const identify = createIdentify({ ...options, sessions, sharedLinks, now });
  return [
    refuseForeignRequests(publicUrl),
    loginRoutes({
      accepts: { accounts: accounts.length > 0, token: token !== null },
      publicUrl,
      logIn: createLogIn(accounts, token, now),
      sessions,
      writePage: writeLoginPage,
      now,
    }),
    shareRoute({ publicUrl, sharedLinks, identify, sitePath, now }),
    requireReader(identify),
    limitShared(),
  ];
}

function sitePath(site: string): string {
  return `/sites/${encodeURIComponent(site)}`;
}
