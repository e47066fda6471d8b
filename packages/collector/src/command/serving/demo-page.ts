import type { Links } from '@hitmark/codec';
import { escapeHtml } from '../../pages/escape-html.ts';
import { writePage, type Page } from '../../pages/write-page.ts';

/** The script tag to paste, for a collector at an address. */
export function scriptTag(collector: string, site: string): string {
  const src = escapeHtml(`${collector}/tag.js`);
  return `<script async src="${src}" data-site="${escapeHtml(site)}" data-localhost="on"></script>`;
}

/**
 * Writes the page of `hitmark demo`: one to try the tag on, which shows what the journal then holds.
 *
 * @param collector the collector's address
 * @param links what the collector reads
 * @param reportUrl null: there is no report
 */
export function demoPage(
  collector: string,
  links: Pick<Links, 'open' | 'click'>,
  reportUrl: string | null,
): Page {
  const tag = scriptTag('', 'demo').replace('></script>', ' data-automated="on"></script>');
  const click = links.click(`${collector}/`, { customer: 1 });
  return writePage({
    title: 'hitmark demo',
    head: `${tag}\n`,
    style,
    script,
    sources: {
      'script-src': "'self'",
      'connect-src': "'self'",
      'img-src': "'self'",
      'form-action': "'self'",
    },
    body: `<h1>hitmark</h1>
<p>This page carries the script tag below. Its page view is already on disk; search, or record an
event, and see what is stored.</p>
<pre>${escapeHtml(scriptTag(collector, 'my-site'))}</pre>
<p><form><input name="search" placeholder="red shoes" aria-label="Search term"><button>Search</button></form>
<button id="signup">Record the event “signup”</button></p>
<h2>Email</h2>
<p>In an email this would be <a href="${escapeHtml(click)}">a tracked link</a>
and, invisible, a picture that reports the opening:</p>
<pre>${escapeHtml(`<img src="${links.open({ customer: 1 })}" width="1" height="1" alt="">`)}</pre>
${reportUrl === null ? '' : reportPart(reportUrl)}<h2>Latest events</h2>
<div id="events" aria-live="polite"></div>`,
  });
}

function reportPart(reportUrl: string): string {
  return `<h2>Report</h2>
<p><a href="${escapeHtml(reportUrl)}">The report</a> counts your hits within a second or two, on the site
“demo”. The site “sample” is made up, so that there is something to see; a click there removes it.</p>
`;
}

const style = `
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 44rem; margin: 3rem auto; padding: 0 1rem; color: #222 }
  pre { background: #f4f4f2; padding: .75rem 1rem; overflow: auto; font-size: 13px; border-radius: 4px }
  form, button { margin: 0 .5rem 0 0; display: inline }
  .latest { border-left: 3px solid #2a7; }
`;

const script = `
  document.getElementById('signup').onclick = () => hitmark('event', 'signup', { plan: 'pro' });
  const events = document.getElementById('events');
  let shown;
  async function show() {
    const text = await (await fetch('/demo/events')).text();
    if (text !== shown) {
      events.replaceChildren(...JSON.parse(text).map((event, index) => {
        const pre = document.createElement('pre');
        pre.className = index === 0 ? 'latest' : '';
        pre.textContent = JSON.stringify(event, null, 2);
        return pre;
      }));
      shown = text;
    }
    setTimeout(show, 500);
  }
  show();
`;
