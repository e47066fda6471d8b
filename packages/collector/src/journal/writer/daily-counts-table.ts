import type { DatabaseSync } from 'node:sqlite';
import { dayText, type DailyCount } from './daily-counter.ts';

/** Access to the table of daily counts, by the caller's connection. */
export interface DailyCountsTable {
  /** Adds counts to the stored ones, within the caller's transaction. */
  add(counts: readonly DailyCount[]): void;
  /** Lists the sites that have counts on a day, a number of days since 1970. */
  sitesOf(day: number): string[];
}

export function openDailyCounts(database: DatabaseSync): DailyCountsTable {
  const upsert = database.prepare(
    `INSERT INTO daily_counts (day, site, outcome, reason, events) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET events = events + excluded.events`,
  );
  const sites = database.prepare('SELECT DISTINCT site FROM daily_counts WHERE day = ?');
  return {
    add(counts) {
      for (const { day, site, outcome, reason, events } of counts) {
        upsert.run(dayText(day), site, outcome, reason, events);
      }
    },
    sitesOf: (day) => sites.all(dayText(day)).map(({ site }) => String(site)),
  };
}
