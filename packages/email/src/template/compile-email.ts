import type { EmailOptions, Recipient } from '../options.ts';
import { requireHtml } from '../require-text.ts';
import { readTemplate } from './read-template.ts';
import { render } from './render.ts';
import type { RewrittenHtml } from './rewritten-html.ts';

/** An email that was read once, to be rendered for many recipients. */
export interface CompiledEmail {
  /**
   * Renders the email of one recipient.
   *
   * @throws the errors of `links.open` and `links.click` for metadata and options
   */
  render(recipient: Recipient): RewrittenHtml;
}

/**
 * Reads the HTML of an email once, so that each recipient's email takes no more than its links and the
 * joining of texts. Placeholders that are a name are filled from each recipient's `values`; links that
 * hold one are tracked then.
 *
 * @throws TypeError where `html` is not a string, EmailError where it is a whole message
 */
export function compileEmail(html: string, options: EmailOptions): CompiledEmail {
  requireHtml(html);
  const template = readTemplate(html, options, true);
  return { render: (recipient) => render(template, options, recipient) };
}

/** Options of an email to one recipient. */
export interface RewriteOptions extends EmailOptions, Recipient {}

/**
 * Makes every link of an email's HTML a click link and adds an open pixel. Every other byte stays as
 * it was: no tag is closed, no entity rewritten, no quote changed.
 *
 * Placeholders stay as they are unless `values` are given; see {@link compileEmail} for many recipients.
 *
 * @param html a document or a fragment of one; any text is fine
 * @throws TypeError where `html` is not a string, EmailError where it is a whole message, and the
 *   errors of `links.open` and `links.click` for metadata and options
 */
export function rewriteHtml(html: string, options: RewriteOptions): RewrittenHtml {
  requireHtml(html);
  return render(readTemplate(html, options, options.values !== undefined), options, options);
}
