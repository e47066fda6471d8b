import { escapeHtml } from '@hitmark/codec/text';
import type { SmallPage } from '../server/small-page.ts';

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

/** Draws the page of the login. */
export function writeLoginPage({ accepts, closed, problem, name, next }: LoginView): SmallPage {
  const title = 'Log in';
  const message = closed ?? problem;
  const alert = message === null ? '' : `<p role="alert">${escapeHtml(message)}</p>\n`;
  if (closed !== null) return { title, body: `<h1>${title}</h1>\n${alert}` };
  const nameField = accepts.accounts
    ? `<label>Name <input name="name" value="${escapeHtml(name)}" autocomplete="username"${
        accepts.token ? '' : ' required'
      }></label>\n`
    : '';
  const secret = accepts.accounts ? 'Password' : 'Token';
  const hint =
    accepts.accounts && accepts.token
      ? '<p>With the token of the API: leave the name empty.</p>\n'
      : '';
  return {
    title,
    body: `<h1>${title}</h1>
${alert}<form method="post" action="/login">
<input type="hidden" name="next" value="${escapeHtml(next)}">
${nameField}<label>${secret} <input name="password" type="password" autocomplete="current-password" required></label>
${hint}<button>Log in</button>
</form>`,
  };
}

/** Draws the page that asks for an address once more, from a page of our own. */
export function writeReloadPage(next?: string): SmallPage {
  const url = next === undefined ? '' : `; url=${escapeHtml(next)}`;
  return {
    title: 'hitmark',
    head: `<meta http-equiv="refresh" content="0${url}">\n`,
    body: `<p><a href="${escapeHtml(next ?? '')}">Go on</a></p>`,
  };
}

/** Draws the page of a shared link that shows nothing any more. */
export function writeEndedPage(): SmallPage {
  return {
    title: 'This link has ended',
    body: '<h1>This link has ended</h1>\n<p>Ask whoever has sent it to you for a new one.</p>',
  };
}
