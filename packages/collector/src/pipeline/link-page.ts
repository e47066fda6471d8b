/** What a reader of email is told, where there is something to tell. */
export type LinkPage = 'invalid' | 'ask' | 'done' | 'failed';

const texts: Readonly<Record<LinkPage, { readonly title: string; readonly body: string }>> = {
  invalid: {
    title: 'This link does not work',
    body: '<p>It is incomplete or too old. Try to open it from the email again.</p>',
  },
  // RFC 8058: a GET records nothing, since programs that look at links would unsubscribe their readers.
  ask: {
    title: 'Unsubscribe?',
    body: `<p>You will get no more of these emails.</p>
<form method="post"><button name="List-Unsubscribe" value="One-Click">Unsubscribe</button></form>`,
  },
  done: { title: 'You are unsubscribed', body: '<p>You will get no more of these emails.</p>' },
  failed: {
    title: 'That did not work',
    body: `<p>Please try again in a moment.</p>
<form method="post"><button name="List-Unsubscribe" value="One-Click">Unsubscribe</button></form>`,
  },
};

/** A page that says one thing. */
export function linkPage(page: LinkPage): string {
  const { title, body } = texts[page];
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>body { font: 18px/1.5 system-ui, sans-serif; max-width: 32rem; margin: 20vh auto; padding: 0 1rem }</style>
<h1>${title}</h1>
${body}
</html>
`;
}
