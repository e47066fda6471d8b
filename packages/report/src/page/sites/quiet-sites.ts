import type { Answer } from '../../answer/answer.ts';
import { actors } from '../../query/query.ts';
import type { View } from '../view.ts';

/** A site with events of which none counts in the period. */
export interface QuietSite {
  readonly site: string;
  /** Events of machines in the period, which are left out. */
  readonly machines: number;
}

/** Counts that between them are of every event but engagement. */
const counts = ['pageviews', 'events', 'sent', 'opens', 'clicks', 'unsubscribes'] as const;

/** Most sites of a page. */
export const maxSites = 500;

/** Finds the sites that have events, but none that an answer counts. */
export async function quietSites(view: View, counted: Answer): Promise<readonly QuietSite[]> {
  const shared = { metrics: counts, dimensions: ['site'], limit: maxSites } as const;
  const [all, machines] = await Promise.all([
    view.askPlain({ ...shared, date_range: 'all', actors }),
    view.askPlain({ ...shared, actors: ['machine'] }),
  ]);
  const isCounted = new Set(counted.results.map(({ dimensions: [site] }) => site));
  const byMachines = new Map(
    machines.results.map(({ dimensions: [site], metrics }) => [
      site,
      metrics.reduce<number>((sum, count) => sum + (count ?? 0), 0),
    ]),
  );
  return all.results
    .map(({ dimensions: [site = ''] }) => ({ site, machines: byMachines.get(site) ?? 0 }))
    .filter(({ site }) => !isCounted.has(site));
}
