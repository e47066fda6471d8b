import type { Page } from '../../../pages/write-page.ts';
import type { DebugHit, DebugHits } from '../debug-hits.ts';
import { writeDemoPage } from './frame.ts';
import { hitRow } from './hit-row.ts';
import { writeList } from './row.ts';

/** Choices of the hits that are shown, by the value of `show`. */
const choices = { all: 'All', stored: 'Stored', rejected: 'Rejected' } as const;

/** Choice of the hits that are shown. */
export type ShownHits = keyof typeof choices;

/** Reads which hits an address asks for; any other value is all. */
export function readShownHits(value: unknown): ShownHits {
  return value === 'stored' || value === 'rejected' ? value : 'all';
}

/**
 * Writes the page `/debug/hits`: the latest hits, each with its outcome.
 *
 * @param script see `loadDemoScript`
 */
export function hitsPage(
  { hits, count }: Pick<DebugHits, 'hits' | 'count'>,
  shown: ShownHits,
  reportUrl: string | null,
  script: string,
): Page {
  const newest = count();
  const rows = hits
    .map((hit, index) => ({ hit, number: newest - index }))
    .filter(({ hit }) => shown === 'all' || shown in hit)
    .map(({ hit, number }) => hitRow(hit, number));
  const address = (name: ShownHits): string =>
    name === 'all' ? '/debug/hits' : `/debug/hits?show=${name}`;
  const links = Object.entries(choices).map(([name, text]) => {
    const current = name === shown ? ' aria-current="true"' : '';
    return `<a href="${address(name as ShownHits)}"${current}>${text} <span id="count-${name}" data-text>${countOf(hits, name as ShownHits)}</span></a>`;
  });
  return writeDemoPage(
    {
      title: 'Hits · hitmark demo',
      path: '/debug/hits',
      reportUrl,
      live: address(shown),
      main: `<div class="intro"><div>
<h1>The latest hits <span class="small"><span class="dot"></span>live</span></h1>
<p class="lead">What came, what was stored of it, and what was not, with the reason. The last hundred are remembered,
until the collector stops.</p>
</div></div>
<nav class="choices" aria-label="Hits that are shown">${links.join('')}</nav>
<div class="hits">
<p class="columns small" aria-hidden="true"><span>Request</span><span>Event, page or reason</span><span>Outcome</span><span>Time</span></p>
${writeList('hits', 'Hits', rows, 'No such hit yet: the first appears by itself.')}
</div>
<p class="small after">Where the hit of a page is missing, add <code>?hitmark-debug</code> to the page’s address: the
browser’s console then says why nothing is sent.</p>
<p class="small">Programs get the same <a href="/debug/hits?format=json">as JSON</a>.
<noscript>Reload the page to see newer hits.</noscript></p>`,
    },
    script,
  );
}

function countOf(hits: readonly DebugHit[], shown: ShownHits): number {
  return shown === 'all' ? hits.length : hits.filter((hit) => shown in hit).length;
}
