import type { Assets } from '../assets.ts';
import type { Texts } from '../texts/en.ts';
import type { Language } from '../texts/choose-texts.ts';
import { escapeHtml } from '@hitmark/codec/text';
import type { Page } from './page.ts';
import { isPending, renderInOrder, renderInSlots } from './render-pieces.ts';

/**
 * Renders a page as HTML, piece by piece. The script comes first: it answers to clicks while the rest is counted.
 */
export async function* renderPage(
  page: Page,
  { style, script }: Assets,
  texts: Texts,
  language: Language,
): AsyncGenerator<string> {
  const refresh =
    page.refreshSeconds === undefined
      ? ''
      : `<noscript><meta http-equiv="refresh" content="${page.refreshSeconds}"></noscript>`;
  const reload =
    page.reloadSeconds === undefined
      ? ''
      : `<meta http-equiv="refresh" content="${page.reloadSeconds}">`;
  yield (
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8">` +
    '<meta name="viewport" content="width=device-width, initial-scale=1">' +
    '<meta name="robots" content="noindex"><meta name="color-scheme" content="light dark">' +
    `<title>${escapeHtml(page.title)} – ${texts.product}</title>${refresh}${reload}` +
    `<link rel="icon" href="data:,"><style>${style}</style><script>${script}</script></head><body>` +
    `<a class="hidden skip" href="#main">${escapeHtml(texts.skip)}</a>`
  );
  yield* renderInOrder(page.above);
  yield '<main id="main">';
  yield* page.main.some(isPending) ? renderInSlots(page.main, style) : renderInOrder(page.main);
  yield '</main>';
  yield* renderInOrder(page.below);
  yield '</body></html>';
}
