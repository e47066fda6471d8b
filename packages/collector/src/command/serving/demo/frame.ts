import { readFileSync } from 'node:fs';
import { escapeHtml } from '@hitmark/codec/text';
import { writePage, type Page } from '../../../pages/write-page.ts';
import { memberNotes } from './member-notes.ts';
import { style } from './style.ts';

/** Parts of a page of the demo. */
export interface DemoPageParts {
  readonly title: string;
  /** Path of the page, which the line above every page marks. */
  readonly path: '/' | '/debug/hits';
  /** Address of the report's page; null: the report does not run, or not yet. */
  readonly reportUrl: string | null;
  /** HTML in the head. */
  readonly head?: string;
  /** HTML. */
  readonly main: string;
  /** Address of the part that the page loads again when it changes. */
  readonly live: string;
}

const mark = '<path d="M2 2l3 3M12 2l-3 3M2 12l3-3M12 12l-3-3"/>';

const icon = `data:image/svg+xml,${encodeURIComponent(
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 14 14" fill="none" stroke="#1a89a3" stroke-width="2.5" stroke-linecap="round">${mark}</svg>`,
)}`;

/** Reads the script of the pages. The path is the same from `src` and from `dist`. */
export function loadDemoScript(): string {
  const file = new URL('../../../../dist/demo-script.js', import.meta.url);
  return readFileSync(file, 'utf8').trim();
}

/** Writes a page of the demo: its frame, its notes on members, and the script that keeps it up to date. */
export function writeDemoPage(parts: DemoPageParts, script: string): Page {
  const { title, path, reportUrl, head = '', main, live } = parts;
  const link = (to: string, text: string): string =>
    `<a href="${escapeHtml(to)}"${to === path ? ' aria-current="page"' : ''}>${text}</a>`;
  const report = reportUrl === null ? '' : link(reportUrl, 'Report');
  return writePage({
    title,
    head,
    icon,
    style,
    script,
    sources: {
      'script-src': "'self'",
      'connect-src': "'self'",
      'img-src': "'self'",
      'form-action': "'self'",
    },
    body: `<a class="skip" href="#main">Skip to the page</a>
<header class="top">
<a class="logo" href="/"><svg viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">${mark}</svg>hitmark</a>
<nav aria-label="Pages">${link('/', 'Demo')}${link('/debug/hits', 'Hits')}${report}</nav>
</header>
<main id="main" data-live="${escapeHtml(live)}">
<p class="stale" role="status" hidden>The collector does not answer. This page goes on when it does.</p>
${main}
${memberNotes()}
</main>`,
  });
}
