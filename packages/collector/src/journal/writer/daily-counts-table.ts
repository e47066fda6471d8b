import type { DatabaseSync } from 'node:sqlite';
import { dayText, type DailyCount } from './daily-counter.ts';

/** The table of daily counts, over a connection of the caller's. */
export interface DailyCountsTable {
  /** Adds counts to those that are there, within a transaction of the caller's. */
  add(counts: readonly DailyCount[]): void;
  /** Sites that a day has. */
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
