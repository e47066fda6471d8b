import { DatabaseSync } from '../../journal/sqlite.ts';
import { transaction } from '../../journal/index.ts';
import { eventMember } from './event-member.ts';

/** A delivery that is not tried any more. */
export interface DeadLetter {
  /** Id of the event, as in `webhook-id`. */
  readonly id: string;
  readonly type: string;
  readonly url: string;
  /** Id of the key of the token that held the URL; null: a configured receiver. */
  readonly key: string | null;
  readonly attempts: number;
  /** Reason why the last attempt has failed. */
  readonly reason: string;
  /** Time of that attempt: ISO 8601, UTC. */
  readonly failed: string;
}

/** The dead letters of a journal, whether or not a collector runs. */
export interface DeadLetters {
  /**
   * Reads up to `limit` dead letters, oldest first.
   *
   * @param after cursor of the page before; 0: from the first
   * @returns the letters, and the cursor that the next page begins after
   */
  page(after: number, limit: number): { letters: DeadLetter[]; last: number };
  /**
   * Makes dead letters due again, with all their attempts; their receivers are asked again even if they
   * have answered 410.
   *
   * @param ids of events; null: all
   * @param now Unix ms
   * @returns how many
   */
  retry(ids: readonly string[] | null, now: number): number;
  close(): void;
}

/** Opens the dead letters of a journal's file, which must be there. */
export function openDeadLetters(path: string): DeadLetters {
  const database = new DatabaseSync(path, { timeout: 5_000 });
  database.exec('PRAGMA synchronous = FULL');
  const page = database.prepare(
    `SELECT deliveries.id AS cursor, ${eventMember('id')} AS id, ${eventMember('type')} AS type, url, key, attempts,
       reason, failed
     FROM deliveries JOIN events USING (sequence)
     WHERE state = 'dead' AND deliveries.id > ? ORDER BY deliveries.id LIMIT ?`,
  );
  const chosen = `state = 'dead' AND (?1 IS NULL OR
    (SELECT ${eventMember('id')} FROM events WHERE events.sequence = deliveries.sequence) IN
    (SELECT value FROM json_each(?1)))`;
  const enable = database.prepare(
    `DELETE FROM disabled_receivers WHERE receiver IN
       (SELECT receiver FROM deliveries WHERE ${chosen})`,
  );
  const retry = database.prepare(
    `UPDATE deliveries SET state = 'waiting', attempts = 0, due = ?2, hurry = 1 WHERE ${chosen}`,
  );
  return {
    page(after, limit) {
      const rows = page.all(after, limit) as unknown as (Omit<DeadLetter, 'failed'> & {
        readonly cursor: number;
        readonly failed: number;
      })[];
      const letters = rows.map(({ cursor, ...letter }) => ({
        ...letter,
        failed: new Date(letter.failed).toISOString(),
      }));
      return { letters, last: rows.at(-1)?.cursor ?? after };
    },
    retry(ids, now) {
      const wanted = ids === null ? null : JSON.stringify(ids);
      let retried = 0;
      transaction(database, () => {
        enable.run(wanted);
        retried = Number(retry.run(wanted, now).changes);
      });
      return retried;
    },
    close: () => database.close(),
  };
}
