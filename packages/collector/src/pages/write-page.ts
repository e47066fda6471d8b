import { createHash } from 'node:crypto';
import { escapeHtml } from '@hitmark/codec/text';
import { pageHeaders, type PolicySources } from './page-headers.ts';

/** Parts of a page. All but the title are HTML, CSS and JavaScript as they stand. */
export interface PageParts {
  readonly title: string;
  /** @defaultValue 'en' */
  readonly lang?: string;
  readonly style: string;
  readonly body: string;
  /** Script of the page's own, inline. */
  readonly script?: string;
  /** Further content of the head. */
  readonly head?: string;
  /**
   * Address of the icon; one as `data:`, so that no browser asks for `/favicon.ico`.
   * @defaultValue 'data:,': none
   */
  readonly icon?: string;
  /** Sources that the page may load from, beside its style and its script. */
  readonly sources?: PolicySources;
}

/** A page, with the headers that belong to it. */
export interface Page {
  readonly headers: Readonly<Record<string, string>>;
  readonly html: string;
}

/** Writes a page whose policy allows its own style and script, by hash, and no others. */
export function writePage(parts: PageParts): Page {
  const { title, lang = 'en', style, body, script = '', head = '', sources = {} } = parts;
  const { icon = 'data:,' } = parts;
  const scripts = script === '' ? [] : [hashSource(script)];
  const scriptSources = [sources['script-src'] ?? [], scripts].flat().join(' ');
  const imageSources = new Set([...(sources['img-src'] ?? '').split(' ').filter(Boolean), 'data:']);
  return {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      ...pageHeaders({
        ...sources,
        'img-src': [...imageSources].join(' '),
        'style-src': hashSource(style),
        ...(scriptSources === '' ? {} : { 'script-src': scriptSources }),
      }),
    },
    html: `<!doctype html>
<html lang="${escapeHtml(lang)}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="${escapeHtml(icon)}">
${head}<style>${style}</style>
${body}
${script === '' ? '' : `<script>${script}</script>\n`}</html>
`,
  };
}

function hashSource(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
