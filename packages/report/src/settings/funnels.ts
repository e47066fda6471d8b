import type { DatabaseSync } from 'node:sqlite';
import { createCollection, maxItemsOfSite, type Collection } from './collection.ts';
import type { Funnel } from './items.ts';
import { invalidSettings } from './settings-error.ts';

/** Keeps funnels, whose goals must be there. */
export function createFunnels(database: DatabaseSync): Collection<Funnel> {
  const funnels = createCollection<Funnel>(database, {
    table: 'funnels',
    keys: ['site', 'name'],
    max: maxItemsOfSite,
    noun: 'funnel',
  });
  const goals = database.prepare('SELECT name FROM goals WHERE site = ? ORDER BY name');

  function checkGoals({ site, steps }: Funnel): void {
    const names = goals.all(site).map((row) => String(row['name']));
    const problems = steps.flatMap((step, index) => {
      if (!('goal' in step) || names.includes(step.goal)) return [];
      const accepted =
        names.length > 0 ? `one of ${names.join(', ')}` : 'no goal: the site has none';
      return [{ path: `steps[${index}].goal`, message: `expected ${accepted}` }];
    });
    if (problems.length > 0) throw invalidSettings(problems);
  }

  return {
    ...funnels,
    create(funnel) {
      checkGoals(funnel);
      return funnels.create(funnel);
    },
    update(id, funnel) {
      checkGoals(funnel);
      return funnels.update(id, funnel);
    },
  };
}
