import { Router } from '@koa/router';
import type { Context, Middleware } from 'koa';
import { readForm } from '../api/read-form.ts';
import type { ReportState } from '../server/state.ts';
import { answerPage, type SmallPage } from '../server/small-page.ts';
import { smallTexts, type SmallTexts } from '../server/small-texts.ts';
import { clientAddress } from './client-address.ts';
import { canHaveCookies, readCookie, writeCookie } from './cookies.ts';
import type { LogIn } from './log-in.ts';
import type { LoginView } from './login-page.ts';
import { redirect } from './require-reader.ts';
import { sessionMs, type Sessions } from '../settings/sessions.ts';

interface LoginDeps {
  readonly accepts: LoginView['accepts'];
  readonly publicUrl: string | null;
  readonly logIn: LogIn;
  readonly sessions: Sessions;
  readonly writePage: (view: LoginView, small: SmallTexts) => SmallPage;
  /** Unix ms. */
  readonly now: () => number;
}

/** Creates the routes `/login` and `/logout`. */
export function loginRoutes(deps: LoginDeps): Middleware<ReportState> {
  const { accepts, publicUrl, logIn, sessions, writePage, now } = deps;
  const router = new Router<ReportState>({ sensitive: true });

  function show(context: Context, status: number, view: Partial<LoginView>): void {
    const small = smallTexts(context);
    const reason = reasonOfClosed(context, deps);
    const closed = reason === null ? null : small.texts.access[reason];
    const page = writePage({ accepts, closed, problem: null, name: '', next: '/', ...view }, small);
    answerPage(context, status, page);
  }

  router.get('/login', (context) => {
    show(context, 200, { next: ownPath(context.URL.searchParams.get('next')) });
  });

  router.post('/login', async (context) => {
    const form = await readForm(context);
    const { access } = smallTexts(context).texts;
    const name = form.get('name') ?? '';
    const next = ownPath(form.get('next'));
    if (reasonOfClosed(context, deps) !== null) {
      show(context, 403, {});
      return;
    }
    const address = clientAddress(context.req);
    const outcome = await logIn({ name, password: form.get('password') ?? '', address });
    if (outcome.ok) {
      const value = sessions.begin(outcome.account, outcome.secret, now());
      const cookie = { name: 'hm_session', value, maxAgeMs: sessionMs } as const;
      context.set('set-cookie', writeCookie(context.req, cookie, publicUrl));
      redirect(context, next);
    } else if (outcome.waitMs > 0) {
      const seconds = Math.ceil(outcome.waitMs / 1_000);
      context.set('retry-after', String(seconds));
      show(context, 429, { problem: access.tooMany(String(seconds)), name, next });
    } else {
      show(context, 401, { problem: access.wrong, name, next });
    }
  });

  router.post('/logout', (context) => {
    const value = readCookie(context.req, 'hm_session', publicUrl);
    if (value !== null) sessions.end(value);
    const gone = (['hm_session', 'hm_share'] as const).map((name) =>
      writeCookie(context.req, { name, value: null, maxAgeMs: 0 }, publicUrl),
    );
    context.set('set-cookie', gone);
    redirect(context, '/login');
  });

  return router.routes() as Middleware<ReportState>;
}

/** Reason why nobody can log in here, by the name of its text; null: one can. */
function reasonOfClosed(
  { req }: Context,
  { accepts, publicUrl }: LoginDeps,
): 'nobody' | 'plainHttp' | null {
  if (!accepts.accounts && !accepts.token) return 'nobody';
  return canHaveCookies(req, publicUrl) ? null : 'plainHttp';
}

/** Path to go on to after a login: one of this report, since another address could be of another site. */
function ownPath(next: string | null): string {
  const base = 'http://report.invalid';
  if (next === null || !next.startsWith('/') || !URL.canParse(next, base)) return '/';
  const { origin, pathname, search } = new URL(next, base);
  return origin === base && !pathname.startsWith('//') ? pathname + search : '/';
}
