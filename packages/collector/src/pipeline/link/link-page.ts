import { writePage, type Page } from '../../pages/write-page.ts';

/** Pages for readers of email. */
export type LinkPage = 'invalid' | 'ask' | 'done' | 'failed';

const form = `<form method="post"><button name="List-Unsubscribe" value="One-Click">Unsubscribe</button></form>`;

/** Each says one thing. */
export const linkPages: Readonly<Record<LinkPage, Page>> = {
  invalid: page(
    'This link does not work',
    '<p>It is incomplete or too old. Try to open it from the email again.</p>',
  ),
  // RFC 8058: a GET records nothing, since programs that look at links would unsubscribe their readers.
  ask: page('Unsubscribe?', `<p>You will get no more of these emails.</p>\n${form}`),
  done: page('You are unsubscribed', '<p>You will get no more of these emails.</p>'),
  failed: page('That did not work', `<p>Please try again in a moment.</p>\n${form}`),
};

function page(title: string, text: string): Page {
  return writePage({
    title,
    style:
      'body { font: 18px/1.5 system-ui, sans-serif; max-width: 32rem; margin: 20vh auto; padding: 0 1rem }',
    body: `<h1>${title}</h1>\n${text}`,
    sources: { 'form-action': "'self'" },
  });
}
