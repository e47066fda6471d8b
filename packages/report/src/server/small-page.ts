import { escapeHtml } from '@hitmark/codec/text';
import type { Context } from 'koa';
import { hashOf, loadStyle } from '../page/assets.ts';
import type { Language } from '../page/texts/choose-texts.ts';
import type { SmallTexts } from './small-texts.ts';

/** A page without script and without the report's navigation: a login, an error, or a shared link that has ended. */
export interface SmallPage {
  readonly language: Language;
  /** HTML of the link to the other language; empty: there is none. */
  readonly otherLanguage: string;
  readonly title: string;
  /** HTML. */
  readonly head?: string;
  /** HTML. */
  readonly body: string;
}

const style = loadStyle(['tokens', 'ground', 'small']);

const policy = [
  "default-src 'none'",
  `style-src ${hashOf(style)}`,
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** Answers with a small page. */
export function answerPage(
  context: Pick<Context, 'set' | 'status' | 'body'>,
  status: number,
  { language, otherLanguage, title, head = '', body }: SmallPage,
): void {
  context.status = status;
  context.set('content-security-policy', policy);
  context.set('content-type', 'text/html; charset=utf-8');
  context.set('vary', 'Accept-Language');
  context.body = `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)} – hitmark</title>
${head}<style>${style}</style>
<main>
${body}
${otherLanguage}</main>
</html>
`;
}

/** Language of a small page, and the link to the other language. */
export function languageOf({
  language,
  texts,
  otherHref,
}: SmallTexts): Pick<SmallPage, 'language' | 'otherLanguage'> {
  const href = escapeHtml(otherHref);
  const name = escapeHtml(texts.nav.otherLanguage);
  return { language, otherLanguage: `<p class="small"><a href="${href}">${name}</a></p>\n` };
}
