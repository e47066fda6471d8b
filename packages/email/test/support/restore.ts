import type { RewrittenHtml } from '@hitmark/email';

/** Undoes the changes of a rewritten email: the result is the original, if nothing else was changed. */
export function restore({ html, links }: RewrittenHtml, original: string): string {
  let restored = '';
  let rest = html.replace(/<img src="https:\/\/t\.example\/o\/[^>]*>/g, '');
  for (const { href, start, end } of links) {
    const at = rest.indexOf(href);
    restored += rest.slice(0, at) + original.slice(start, end);
    rest = rest.slice(at + href.length);
  }
  return restored + rest;
}
