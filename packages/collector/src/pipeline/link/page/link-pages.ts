import { escapeHtml } from '@hitmark/codec/text';
import { writePage, type Page } from '../../../pages/write-page.ts';
import { chooseLanguage } from './choose-language.ts';
import { pageStyle } from './page-style.ts';
import { pageTexts, type PageTexts } from './page-texts.ts';

/**
 * Pages for readers of email.
 *
 * - `invalid`: the link is none
 * - `ask`: the question, before anything is recorded
 * - `done`, `undone`: the request is on disk
 * - `done-sent`, `undone-sent`: and it is handed on to the sender
 * - `failed`, `failed-undo`: the request could not be stored
 */
export type LinkPage =
  | 'invalid'
  | 'ask'
  | 'done'
  | 'done-sent'
  | 'undone'
  | 'undone-sent'
  | 'failed'
  | 'failed-undo';

/** The look of the pages, and their words. */
export interface LinkPageOptions {
  /**
   * Name of the sender, which the pages show.
   * @defaultValue null
   */
  readonly sender: string | null;
  /**
   * Colour of buttons, `#rrggbb`.
   * @defaultValue '#1a56b0'
   */
  readonly color: string;
  /**
   * Address of an image on https, or the image itself as a `data:` URL, which asks nobody for anything.
   * @defaultValue null: the name alone
   */
  readonly logo: string | null;
  /**
   * Texts by language, in place of ours or for a language that we lack: `{ "sv": { "askTitle": "…" } }`.
   * @defaultValue null
   */
  readonly texts: Readonly<Record<string, Partial<PageTexts>>> | null;
}

/** All pages in one language. */
export type LinkPages = Readonly<Record<LinkPage, Page>>;

/** Pages in the language of a reader, by Accept-Language; null: it has none. */
export type PagesFor = (acceptLanguage: string | null) => LinkPages;

/** Writes all pages in all languages once: nothing of a request stands in them. */
export function createLinkPages(options: LinkPageOptions): PagesFor {
  const [fallback = 'en'] = Object.keys(pageTexts);
  const own = options.texts ?? {};
  const languages = [...new Set([...Object.keys(pageTexts), ...Object.keys(own)])];
  const pages = new Map(
    languages.map((language) => {
      const texts = { ...pageTexts[fallback], ...pageTexts[language], ...own[language] };
      return [language, writePages(language, texts as PageTexts, options)] as const;
    }),
  );
  return (acceptLanguage) =>
    pages.get(chooseLanguage(acceptLanguage, languages)) ?? (pages.get(fallback) as LinkPages);
}

function writePages(lang: string, texts: PageTexts, options: LinkPageOptions): LinkPages {
  const { sender, color, logo } = options;
  const style = pageStyle(color);
  const sent = sender === null ? texts.sent : texts.sentTo;
  const undo = `<p>${fill(texts.undoText)}</p>\n${form('undo', texts.undoButton)}`;
  const ask = form('page', texts.askButton);

  function fill(text: string): string {
    return escapeHtml(text.replaceAll('{sender}', sender ?? ''));
  }

  /** RFC 8058 leaves `List-Unsubscribe=One-Click` to mail providers: our own buttons say something else. */
  function form(value: string, label: string): string {
    return `<form method="post"><button name="unsubscribe" value="${value}">${fill(label)}</button></form>`;
  }

  function page(title: string, ...paragraphs: readonly string[]): Page {
    const { headers, html } = writePage({
      lang,
      // Escaped by writePage.
      title: title.replaceAll('{sender}', sender ?? ''),
      style,
      body: `<main>${[header(), `<h1>${fill(title)}</h1>`, ...paragraphs].filter(Boolean).join('\n')}</main>`,
      sources: { 'form-action': "'self'", ...imageSource(logo) },
    });
    return { headers: { ...headers, 'content-language': lang, vary: 'Accept-Language' }, html };
  }

  function header(): string {
    const name = escapeHtml(sender ?? '');
    if (logo !== null) return `<p><img src="${escapeHtml(logo)}" alt="${name}"></p>`;
    return name && `<p class="sender">${name}</p>`;
  }

  const text = (content: string): string => `<p>${fill(content)}</p>`;
  return {
    invalid: page(texts.invalidTitle, text(texts.invalidText)),
    // RFC 8058: a GET records nothing, since programs that look at links would unsubscribe their readers.
    ask: page(texts.askTitle, text(texts.askText), ask),
    done: page(texts.doneTitle, text(texts.recorded), undo),
    'done-sent': page(texts.doneTitle, text(sent), undo),
    undone: page(texts.undoneTitle, text(texts.recorded), ask),
    'undone-sent': page(texts.undoneTitle, text(sent), ask),
    failed: page(texts.failedTitle, text(texts.failedText), ask),
    'failed-undo': page(texts.failedTitle, text(texts.failedText), form('undo', texts.undoButton)),
  };
}

/** An image of the sender's own, or one that stands in the page. */
function imageSource(logo: string | null): { readonly 'img-src'?: string } {
  if (logo === null) return {};
  return { 'img-src': logo.startsWith('data:') ? 'data:' : new URL(logo).origin };
}
