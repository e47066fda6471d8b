import { createSessions, type Sessions } from './sessions.ts';
import { createSharedLinks, type SharedLinks } from './shared-links.ts';
import type { Goal } from '../query/goal.ts';
import type { Forgotten } from '../store/forget.ts';
import { createCollection, maxItemsOfSite, type Collection } from './collection.ts';
import { createEmails, type Emails } from './emails.ts';
import { createFunnels } from './funnels.ts';
import { forgetPerson } from './forget-person.ts';
import { createGoals } from './goals.ts';
import { inTransaction } from './in-transaction.ts';
import type { Annotation, Funnel, Segment } from './items.ts';
import { openSettingsDatabase } from './open-database.ts';

/** Most annotations of one site. */
const maxAnnotations = 10_000;

/** Settings of operators for their sites: kept apart from the store, which can be built again. */
export interface Settings {
  readonly goals: Collection<Goal>;
  readonly funnels: Collection<Funnel>;
  readonly segments: Collection<Segment>;
  readonly annotations: Collection<Annotation>;
  readonly sharedLinks: SharedLinks;
  readonly sessions: Sessions;
  readonly emails: Emails;
  /** Runs changes as one: all of them are made, or none. */
  together<Result>(work: () => Result): Result;
  /**
   * Removes a person's name from all of them, so that no byte of it is left in the file.
   *
   * @returns how many had it
   * @throws SettingsError `settings-unavailable`
   */
  forget(forgotten: readonly Forgotten[]): number;
  close(): void;
}

/**
 * Opens the file of settings, `report-settings.db`, and makes it where there is none.
 *
 * @throws SettingsError `settings-newer`, `settings-unavailable`
 */
export function openSettings(path: string): Settings {
  const database = openSettingsDatabase(path);
  const funnels = createFunnels(database);
  return {
    goals: createGoals(database, funnels),
    funnels,
    segments: createCollection<Segment>(database, {
      table: 'segments',
      keys: ['site', 'name'],
      max: maxItemsOfSite,
      noun: 'segment',
    }),
    annotations: createCollection<Annotation>(database, {
      table: 'annotations',
      keys: ['site', 'day', 'text'],
      max: maxAnnotations,
      noun: 'annotation',
    }),
    sharedLinks: createSharedLinks(database),
    sessions: createSessions(database),
    emails: createEmails(database),
    together: (work) => inTransaction(database, work),
    forget: (forgotten) => forgetPerson(database, forgotten),
    close: () => database.close(),
  };
}
