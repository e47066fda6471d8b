import { escapeControls } from '@hitmark/codec/text';
import type { Answers } from '../open-answers.ts';

const maxNamed = 20;

/** Says that there is none of the chosen sites, and which there are; null: there is one, or no site at all. */
export async function withoutSite(
  answers: Answers,
  sites: readonly string[],
): Promise<string | null> {
  const { results } = await answers.query({
    date_range: 'all',
    metrics: ['pageviews', 'events', 'sent', 'opens', 'clicks'],
    dimensions: ['site'],
    order_by: [['pageviews', 'desc']],
    actors: ['human', 'machine', 'unknown'],
    limit: 10_000,
  });
  const known = results.map(({ dimensions: [site = ''] }) => site);
  if (known.length === 0 || sites.some((site) => known.includes(site))) return null;
  const missing = sites.map((site) => JSON.stringify(site)).join(', ');
  const named = known.slice(0, maxNamed).join(', ') + (known.length > maxNamed ? ', …' : '');
  return `${escapeControls(`no site ${missing}; there are: ${named}`)}\n`;
}
