import { compileEmail, listUnsubscribeHeaders, rewriteText } from '@hitmark/email';
import type { CompiledEmail, EmailOptions, RewriteTextOptions } from '@hitmark/email';
import { rewriteMessage } from '@hitmark/email/message';
import { parseRequest, rewriteSchema, type RewriteRequest } from './requests.ts';
import type { LinksOf } from './sender-links.ts';

/** Rewrites the email of `{ "html": …, "text": …, "metadata": … }`, or of `{ "eml": … }`. */
export type RewriteEmail = (input: unknown) => Promise<object>;

/**
 * Creates what rewrites emails. One email is sent to many, so the last one is remembered as it was read.
 * It rejects with TypeError, RangeError, LinkError and EmailError.
 */
export function createEmailRewriter(linksOf: LinksOf): RewriteEmail {
  const compile = createCompiler();
  return async (input) => {
    const { html, text, eml, unsubscribe, ...others } = parseRequest(rewriteSchema, input);
    const { site, ...options } = others;
    const links = linksOf(site);
    if (eml !== undefined) return rewriteEml(eml, { ...others, html, text, unsubscribe }, links);
    if (html === undefined && text === undefined) throw new TypeError('expected html, text or eml');
    const headers = unsubscribe === undefined ? {} : { headers: unsubscribeHeaders() };
    if (html === undefined)
      return { ...rewriteText(text ?? '', { ...options, links }), ...headers };
    const rewritten = compile(html, { ...shared(options), links }).render(options);
    if (text === undefined) return { ...rewritten, ...headers };
    const { skipped } = rewritten;
    const textOptions: RewriteTextOptions = { ...options, links, skipped };
    return { ...rewritten, text: rewriteText(text, textOptions).text, ...headers };

    function unsubscribeHeaders(): object {
      const { metadata = {}, message, recipient, sentAtMs } = options;
      const mailto = typeof unsubscribe === 'object' ? unsubscribe.mailto : null;
      return listUnsubscribeHeaders(links, metadata, { message, recipient, sentAtMs, mailto });
    }
  };
}

/** A finished message. */
async function rewriteEml(
  base64: string,
  { html, text, values, amp, site, ...options }: Omit<RewriteRequest, 'eml'>,
  links: ReturnType<LinksOf>,
): Promise<object> {
  const misplaced = Object.entries({ html, text, values, amp }).find(([, value]) => value != null);
  if (misplaced !== undefined) {
    throw new TypeError(`expected no ${misplaced[0]} beside eml, which is a finished message`);
  }
  const bytes = Buffer.from(base64, 'base64');
  const { message, ...rewritten } = await rewriteMessage(bytes, { ...options, links });
  return { eml: Buffer.from(message).toString('base64'), ...rewritten };
}

/** Options that are the same for all recipients of an email. */
function shared(
  request: Pick<RewriteRequest, Exclude<keyof EmailOptions, 'links'>>,
): Omit<EmailOptions, 'links'> {
  const { clicks, opens, pixel, honeypot, unsubscribeUrl, skipUnsubscribe } = request;
  const { baseUrl, amp, placeholders, ambiguousPlaceholders, utm } = request;
  return {
    clicks,
    opens,
    pixel,
    honeypot,
    unsubscribeUrl,
    skipUnsubscribe,
    baseUrl,
    amp,
    placeholders,
    ambiguousPlaceholders,
    utm,
  };
}

function createCompiler(): (html: string, options: EmailOptions) => CompiledEmail {
  let last: { html: string; key: string; links: object; email: CompiledEmail } | null = null;
  return (html, { links, ...options }) => {
    const key = JSON.stringify(options);
    if (last?.html !== html || last.key !== key || last.links !== links) {
      last = { html, key, links, email: compileEmail(html, { ...options, links }) };
    }
    return last.email;
  };
}
