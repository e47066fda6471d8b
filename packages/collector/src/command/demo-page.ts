import type { Links } from '@hitmark/codec';

/** The script tag to paste, for a collector at an address. */
export function scriptTag(collector: string, site: string): string {
  return `<script async src="${collector}/tag.js" data-site="${site}" data-localhost="on"></script>`;
}

/**
 * The page of `hitmark demo`: one to try the tag on, which shows what the journal then holds.
 *
 * @param collector the collector's address
 * @param links what the collector reads
 */
export function demoPage(collector: string, links: Pick<Links, 'open' | 'click'>): string {
  const tag = scriptTag('', 'demo').replace('></script>', ' data-automated="on"></script>');
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>hitmark demo</title>
${tag}
<style>
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 44rem; margin: 3rem auto; padding: 0 1rem; color: #222 }
  pre { background: #f4f4f2; padding: .75rem 1rem; overflow: auto; font-size: 13px; border-radius: 4px }
  form, button { margin: 0 .5rem 0 0; display: inline }
  .latest { border-left: 3px solid #2a7; }
</style>
<h1>hitmark</h1>
<p>This page carries the script tag below. Its page view is already on disk; search, or record an
event, and see what is stored.</p>
<pre>${escapeHtml(scriptTag(collector, 'my-site'))}</pre>
<p><form><input name="search" placeholder="red shoes" aria-label="Search term"><button>Search</button></form>
<button id="signup">Record the event “signup”</button></p>
<h2>Email</h2>
<p>In an email this would be <a href="${links.click(`${collector}/`, { customer: 1 })}">a tracked link</a>
and, invisible, a picture that reports the opening:</p>
<pre>${escapeHtml(`<img src="${links.open({ customer: 1 })}" width="1" height="1" alt="">`)}</pre>
<h2>Latest events</h2>
<div id="events" aria-live="polite"></div>
<script>
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
</script>
</html>
`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
