import { escapeHtml } from '@hitmark/codec/text';
import { noticeStyle } from './style/notice-style.ts';
import { writePage, type Page } from './write-page.ts';

/** Writes the page that a person sees in place of the requested one. */
export function errorPage(title: string, text: string): Page {
  return writePage({
    title,
    style: noticeStyle,
    body: `<main><h1>${escapeHtml(title)}</h1>\n<p>${escapeHtml(text)}</p></main>`,
  });
}
