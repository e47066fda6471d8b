import { escapeHtml } from '@hitmark/codec/text';
import { languageOf, type SmallPage } from '../server/small-page.ts';
import type { SmallTexts } from '../server/small-texts.ts';

/** Content of the login page. */
export interface LoginView {
  /** Ways to log in. */
  readonly accepts: {
    readonly accounts: boolean;
    readonly token: boolean;
  };
  /** Reason why nobody can log in here, and the way out; null: one can. */
  readonly closed: string | null;
  /** Reason why the login before has failed; null: there was none. */
  readonly problem: string | null;
  /** Name that was typed. */
  readonly name: string;
  /** Path to go on to. */
  readonly next: string;
}

/** Draws the login page. */
export function writeLoginPage(
  { accepts, closed, problem, name, next }: LoginView,
  small: SmallTexts,
): SmallPage {
  const { access } = small.texts;
  const { title } = access;
  const message = closed ?? problem;
  const alert = message === null ? '' : `<p role="alert">${escapeHtml(message)}</p>\n`;
  const page = { ...languageOf(small), title };
  if (closed !== null) return { ...page, body: `<h1>${title}</h1>\n${alert}` };
  const nameField = accepts.accounts
    ? `<label>${access.name} <input name="name" value="${escapeHtml(name)}" autocomplete="username"${
        accepts.token ? '' : ' required'
      }></label>\n`
    : '';
  const secret = accepts.accounts ? access.password : access.token;
  const hint = accepts.accounts && accepts.token ? `<p>${access.onlyToken}</p>\n` : '';
  return {
    ...page,
    body: `<h1>${title}</h1>
${alert}<form method="post" action="/login?language=${small.language}">
<input type="hidden" name="next" value="${escapeHtml(next)}">
${nameField}<label>${secret} <input name="password" type="password" autocomplete="current-password" required></label>
${hint}<button>${access.logIn}</button>
</form>`,
  };
}

/**
 * Draws a page that loads an address at once. The browser sends cookies with `SameSite=Strict` along with that request,
 * since it comes from this site; it sends none with a link from another site.
 *
 * @param next path to load; left out: the page's own address again
 */
export function writeReloadPage({ language, texts }: SmallTexts, next?: string): SmallPage {
  const url = next === undefined ? '' : `; url=${escapeHtml(next)}`;
  return {
    language,
    otherLanguage: '',
    title: 'hitmark',
    head: `<meta http-equiv="refresh" content="0${url}">\n`,
    body: `<p><a href="${escapeHtml(next ?? '')}">${texts.access.goOn}</a></p>`,
  };
}

/** Draws the page for a shared link that has ended. */
export function writeEndedPage(small: SmallTexts): SmallPage {
  const { ended, askAgain } = small.texts.access;
  return { ...languageOf(small), title: ended, body: `<h1>${ended}</h1>\n<p>${askAgain}</p>` };
}
