import { escapeHtml } from '@hitmark/codec/text';
import type { Page } from '../../pages/write-page.ts';
import { emailList, latestList } from './demo/event-lists.ts';
import type { ShownEvent } from './demo/event-row.ts';
import { writeDemoPage } from './demo/frame.ts';
import { writeLetter, type LetterLinks } from './demo/letter.ts';

/** The script tag to paste, for a collector at an address. */
export function scriptTag(collector: string, site: string): string {
  const src = escapeHtml(`${collector}/tag.js`);
  return `<script async src="${src}" data-site="${escapeHtml(site)}" data-localhost="on"></script>`;
}

/** Content of the demo's page. */
export interface DemoPageProps {
  /** Address of the collector. */
  readonly collector: string;
  readonly letter: LetterLinks;
  /** Address of the report's page; null: the report does not run, or not yet. */
  readonly reportUrl: string | null;
  /** Newest first. */
  readonly events: readonly ShownEvent[];
}

/**
 * Writes the page of `hitmark demo`: one to try the tag and an email on, which shows what the journal then
 * holds.
 *
 * @param script see `loadDemoScript`
 */
export function demoPage(props: DemoPageProps, script: string): Page {
  const { collector, letter, reportUrl, events } = props;
  const tag = scriptTag('', 'demo').replace('></script>', ' data-automated="on"></script>');
  return writeDemoPage(
    {
      title: 'hitmark demo',
      path: '/',
      reportUrl,
      head: `${tag}\n`,
      live: '/demo/latest',
      main: `<div class="intro"><div>
<h1>hitmark counts visits and emails</h1>
<p class="lead">A tag for web pages, links for emails, and the collector behind both, which answers when the event
is on disk. This one runs for you alone, and this page is its first visitor.</p>
</div>${reportPart(reportUrl)}</div>
<div class="halves">
<div>
${tagPart(collector)}
${tryPart}
</div>
<section aria-labelledby="latest">
<h2 id="latest">Latest events <span class="small"><span class="dot"></span>live</span></h2>
<p class="small">Each is on disk before its hit is answered. Open one for its whole record; <span class="ask"></span> explains a member.</p>
${latestList(events)}
<p class="small after">What was rejected, and why: <a href="/debug/hits">the last hundred hits</a>.</p>
</section>
</div>
<section class="email" aria-labelledby="email">
<h2 id="email">An email</h2>
<p class="small">Its picture and its links are real: the picture tells that it was opened,
<a href="${escapeHtml(letter.click)}">a tracked link</a> goes by the collector and on to its target.
All that the collector must know stands inside the link, sealed.</p>
<div class="halves">
${writeLetter(letter)}
<div><h3>What it sent</h3>
${emailList(events)}</div>
</div>
</section>`,
    },
    script,
  );
}

/** Writes the lists of the demo's page alone, for its script. */
export function demoLists(events: readonly ShownEvent[]): string {
  return `<!doctype html><title>hitmark demo</title>${latestList(events)}${emailList(events)}`;
}

function reportPart(reportUrl: string | null): string {
  if (reportUrl === null) return '';
  const url = escapeHtml(reportUrl);
  return `<div class="report"><a class="button first" href="${url}">Open the report</a>
<p class="small">It counts your hits within two seconds, on the site <a href="${url}/sites/demo">demo</a>.
<a href="${url}/sites/sample">A month of sample data</a> stands beside it; a click there removes it.</p></div>
`;
}

function tagPart(collector: string): string {
  return `<section aria-labelledby="tag"><h2 id="tag">Paste the tag</h2>
<p class="small">Into the head of any page. Its site appears in the report with the first hit.</p>
<pre class="code" id="snippet">${escapeHtml(scriptTag(collector, 'my-site'))}</pre>
<button data-copy="snippet" data-done="Copied" data-selected="Selected: press Ctrl+C" hidden>Copy the tag</button>
</section>`;
}

const tryPart = `<section aria-labelledby="try"><h2 id="try">Try it here</h2>
<p class="small">The view of this page is on disk already. Search, or record an event, and see what is stored.</p>
<form class="field"><label for="search">Search</label> <input id="search" name="search" placeholder="red shoes"> <button>Search</button></form>
<ul class="calls">
<li><button id="signup" data-event="signup" data-data='{"plan":"pro"}'>Record “signup”</button> <code>hitmark('event', 'signup', { plan: 'pro' })</code></li>
<li><button data-event="order" data-data='{"revenue":59.9}'>Record “order”</button> <code>hitmark('event', 'order', { revenue: 59.9 })</code></li>
</ul>
<noscript><p class="small">The tag needs script, which is off here. An image counts all the same, and this page
has one: <code>/pixel.gif?i=demo</code>. Reload the page to see newer events.<img src="/pixel.gif?i=demo" width="1" height="1" alt=""></p></noscript>
</section>`;
