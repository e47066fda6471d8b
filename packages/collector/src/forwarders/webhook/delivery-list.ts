import { DatabaseSync } from '../../journal/sqlite.ts';
import { transaction } from '../../journal/index.ts';
import { eventMember } from './event-member.ts';

/** A delivery that has not arrived: it waits, or was given up. */
interface ListedDelivery {
  readonly id: number;
  /** Id of the event, as in `webhook-id`. */
  readonly event: string;
  readonly type: string;
  readonly url: string;
  /** Id of the key of the token that held the URL; null: a configured receiver. */
  readonly key: string | null;
  /** Attempts that have failed. */
  readonly attempts: number;
  /** Reason why the last attempt has failed; null: none was made yet. */
  readonly reason: string | null;
  /** Time of the last attempt, Unix ms. */
  readonly failedMs: number | null;
  /** Time of the next attempt, Unix ms. */
  readonly dueMs: number;
}

/** State of a delivery that has not arrived. */
type DeliveryState = 'waiting' | 'dead';

/** Deliveries of a journal, one by one, whether or not a collector runs. */
export interface DeliveryList {
  /** The first of a state to be tried, or the last that were given up, with the number of all. */
  list(
    state: DeliveryState,
    limit: number,
  ): { readonly count: number; readonly deliveries: readonly ListedDelivery[] };
  /**
   * Makes one delivery due, or all of a state. A dead letter gets all of its attempts again, and its receiver is
   * asked again even if it has answered 410.
   *
   * @param now Unix ms
   * @returns how many
   */
  retry(which: number | DeliveryState, now: number): number;
  close(): void;
}

/** Opens the deliveries of a journal's file, which must be there. */
export function openDeliveryList(path: string): DeliveryList {
  const database = new DatabaseSync(path, { timeout: 5_000 });
  database.exec('PRAGMA synchronous = FULL');
  const select = (state: DeliveryState, order: string) =>
    database.prepare(
      `SELECT deliveries.id AS id, ${eventMember('id')} AS event, ${eventMember('type')} AS type, url, key, attempts,
         reason, failed AS failedMs, due AS dueMs
       FROM deliveries JOIN events USING (sequence)
       WHERE state = '${state}' ORDER BY ${order} LIMIT ?`,
    );
  const lists = { waiting: select('waiting', 'due, id'), dead: select('dead', 'failed DESC, id') };
  const count = database.prepare('SELECT count(*) AS count FROM deliveries WHERE state = ?');
  const chosen = '(?1 IS NULL AND state = ?2 OR deliveries.id = ?1)';
  const enable = database.prepare(
    `DELETE FROM disabled_receivers WHERE receiver IN
       (SELECT receiver FROM deliveries WHERE state = 'dead' AND ${chosen})`,
  );
  const retry = database.prepare(
    `UPDATE deliveries SET attempts = iif(state = 'dead', 0, attempts), state = 'waiting', due = ?3, hurry = 1
     WHERE ${chosen}`,
  );
  return {
    list: (state, limit) => ({
      count: Number(count.get(state)?.['count']),
      deliveries: lists[state].all(limit) as unknown as readonly ListedDelivery[],
    }),
    retry(which, now) {
      const [id, state] = typeof which === 'number' ? [which, null] : [null, which];
      let retried = 0;
      transaction(database, () => {
        enable.run(id, state);
        retried = Number(retry.run(id, state, now).changes);
      });
      return retried;
    },
    close: () => database.close(),
  };
}
