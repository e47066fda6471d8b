import type { DatabaseSync } from 'node:sqlite';
import type { Goal } from '../query/goal.ts';
import { createCollection, maxItemsOfSite, type Collection } from './collection.ts';
import type { Funnel, FunnelStep } from './items.ts';
import { inTransaction } from './in-transaction.ts';
import { SettingsError } from './settings-error.ts';

/** Keeps goals. The funnels of a goal follow its name, and keep it from being deleted. */
export function createGoals(database: DatabaseSync, funnels: Collection<Funnel>): Collection<Goal> {
  const goals = createCollection<Goal>(database, {
    table: 'goals',
    keys: ['site', 'name'],
    max: maxItemsOfSite,
    noun: 'goal',
  });

  function usersOf({ site, name }: Goal) {
    const needs = (step: FunnelStep): boolean => 'goal' in step && step.goal === name;
    return funnels.list([site]).filter(({ steps }) => steps.some(needs));
  }

  function refuseUsed(goal: Goal): void {
    const [user] = usersOf(goal);
    if (user === undefined) return;
    const message = `the funnel ${user.name} needs the goal ${goal.name}: change the funnel first`;
    throw new SettingsError('setting-in-use', message);
  }

  return {
    ...goals,
    update: (id, goal) =>
      inTransaction(database, () => {
        const before = goals.get(id);
        if (before.site !== goal.site) refuseUsed(before);
        const users = before.name === goal.name ? [] : usersOf(before);
        const updated = goals.update(id, goal);
        for (const { id: user, ...funnel } of users) {
          const steps = funnel.steps.map((step) =>
            'goal' in step && step.goal === before.name ? { goal: goal.name } : step,
          );
          funnels.update(user, { ...funnel, steps });
        }
        return updated;
      }),
    delete: (id) =>
      inTransaction(database, () => {
        refuseUsed(goals.get(id));
        goals.delete(id);
      }),
  };
}
