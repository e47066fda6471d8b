import { escapeHtml } from '@hitmark/codec/text';
import type { Context } from 'koa';
import { hashOf, loadStyle } from '../page/assets.ts';

/** A small page without script. */
export interface SmallPage {
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
  { title, head = '', body }: SmallPage,
): void {
  context.status = status;
  context.set('content-security-policy', policy);
  context.set('content-type', 'text/html; charset=utf-8');
  context.body = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)} – hitmark</title>
${head}<style>${style}</style>
<main>
${body}
</main>
</html>
`;
}
