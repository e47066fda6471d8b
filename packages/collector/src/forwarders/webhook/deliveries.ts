import type { DatabaseSync } from 'node:sqlite';
import { transaction } from '../../journal/index.ts';
import { batchForwarders } from '../refused-events.ts';
import { maxDelayMs } from './retry-schedule.ts';

/** Reason of a delivery that is dead since its receiver is disabled. */
export const goneReason = 'status-410';

/** One event on its way to one receiver. */
export interface Delivery {
  readonly sequence: number;
  /** Name of the queue: a configured URL, or a key's id and the URL's origin. */
  readonly receiver: string;
  /** Id of the token's key; null: a configured receiver. */
  readonly key: string | null;
  readonly url: string;
  /** Timeout that the link's token sets; null: it sets none. */
  readonly timeoutMs: number | null;
}

/** A delivery that is due, with its event. */
export interface DueDelivery extends Delivery {
  readonly id: number;
  readonly attempts: number;
  /** JSON text. */
  readonly event: string;
}

/** Next attempt of a delivery that has failed. */
interface Retry {
  /** Unix ms. */
  readonly due: number;
  /** True: it becomes due earlier if the receiver takes another delivery. */
  readonly mayBeRetriedNow: boolean;
}

/** The tables of webhooks: deliveries and disabled receivers. */
export interface Deliveries {
  /** Runs in one transaction; nothing of it is kept where it throws. */
  transaction(run: () => void): void;
  /**
   * Adds a delivery that is due at once; for a disabled receiver, it is a dead letter. If the same delivery exists, it
   * stays as it is while it waits, and becomes due again if it is a dead letter. Nothing is added for an erased event.
   */
  add(delivery: Delivery, now: number): void;
  /** Every receiver with deliveries that wait. */
  receivers(): string[];
  /** Deliveries to a receiver that are due now, the oldest due time first. */
  due(receiver: string, now: number, limit: number): DueDelivery[];
  /** Deletes a delivery that has arrived. */
  delivered(id: number): void;
  /** Records a failed attempt, and when to try again. */
  retry(id: number, reason: string, now: number, retry: Retry): void;
  /** Makes a delivery a dead letter. */
  markDead(id: number, reason: string, now: number): void;
  /** Makes the waiting deliveries to a receiver due now, each at most once: the column `hurry` is 1 until then. */
  retryNow(receiver: string, now: number): void;
  /** Remembers that a receiver wants no more events; its waiting deliveries become dead letters. */
  disable(receiver: string, options: string, reason: string, now: number): void;
  enable(receiver: string): void;
  /** Hash of a receiver's options when it was disabled; null: it is not. */
  disabledWith(receiver: string): string | null;
  close(): void;
}

/** Receivers of other forwarders, as a list for SQL. */
const others = batchForwarders.map((name) => `'${name}'`).join(', ');

/** Opens the tables over a forwarder's connection, which is closed with them. */
export function openDeliveries(database: DatabaseSync): Deliveries {
  const add = database.prepare(
    `INSERT INTO deliveries (sequence, receiver, key, url, timeout_ms, state, due, reason, failed)
     SELECT sequence, ?2, ?3, ?4, ?5, iif(?7 IS NULL, 'waiting', 'dead'), ?6, ?7, iif(?7 IS NULL, NULL, ?6)
     FROM events WHERE sequence = ?1
     ON CONFLICT DO UPDATE SET state = excluded.state, attempts = 0, due = excluded.due, hurry = 1
     WHERE deliveries.state = 'dead'`,
  );
  // This jumps in the index from receiver to receiver, however many deliveries each has.
  const receivers = database.prepare(
    `WITH RECURSIVE found (receiver) AS (
       SELECT min(receiver) FROM deliveries WHERE state = 'waiting'
       UNION ALL
       SELECT (SELECT min(receiver) FROM deliveries
               WHERE state = 'waiting' AND receiver > found.receiver)
       FROM found WHERE receiver IS NOT NULL
     ) SELECT receiver FROM found WHERE receiver IS NOT NULL AND receiver NOT IN (${others})`,
  );
  const due = database.prepare(
    `SELECT id, sequence, receiver, key, url, timeout_ms AS timeoutMs, attempts, event
     FROM deliveries JOIN events USING (sequence)
     WHERE state = 'waiting' AND receiver = ? AND due BETWEEN ? AND ? ORDER BY due, id LIMIT ?`,
  );
  const delivered = database.prepare('DELETE FROM deliveries WHERE id = ?');
  const retry = database.prepare(
    `UPDATE deliveries SET attempts = attempts + 1, reason = ?, failed = ?, due = ?,
       hurry = hurry AND ? WHERE id = ? AND state = 'waiting'`,
  );
  const markDead = database.prepare(
    `UPDATE deliveries SET state = 'dead', attempts = attempts + 1, reason = ?, failed = ?
     WHERE id = ? AND state = 'waiting'`,
  );
  const retryNow = database.prepare(
    `UPDATE deliveries SET due = ?2, hurry = 0
     WHERE state = 'waiting' AND receiver = ?1 AND due > ?2 AND hurry = 1`,
  );
  const disable = database.prepare('INSERT OR REPLACE INTO disabled_receivers VALUES (?, ?)');
  const markAllDead = database.prepare(
    `UPDATE deliveries SET state = 'dead', reason = ?, failed = ?
     WHERE state = 'waiting' AND receiver = ?`,
  );
  const enable = database.prepare('DELETE FROM disabled_receivers WHERE receiver = ?');
  const disabled = database.prepare('SELECT options FROM disabled_receivers WHERE receiver = ?');

  function disabledWith(receiver: string): string | null {
    const row = disabled.get(receiver);
    return row === undefined ? null : String(row['options']);
  }

  return {
    transaction: (run) => transaction(database, run),
    add({ sequence, receiver, key, url, timeoutMs }, now) {
      const deadFor = disabledWith(receiver) === null ? null : goneReason;
      add.run(sequence, receiver, key, url, timeoutMs, now, deadFor);
    },
    receivers: () => receivers.all().map(({ receiver }) => String(receiver)),
    due(receiver, now, limit) {
      const found = due.all(receiver, 0, now, limit);
      const tooLate = now + maxDelayMs + 1;
      const ahead = due.all(receiver, tooLate, Number.MAX_SAFE_INTEGER, limit - found.length);
      return [...found, ...ahead] as unknown as DueDelivery[];
    },
    delivered: (id) => void delivered.run(id),
    retry: (id, reason, now, next) =>
      void retry.run(reason, now, next.due, Number(next.mayBeRetriedNow), id),
    markDead: (id, reason, now) => void markDead.run(reason, now, id),
    retryNow: (receiver, now) => void retryNow.run(receiver, now),
    disable(receiver, options, reason, now) {
      disable.run(receiver, options);
      markAllDead.run(reason, now, receiver);
    },
    enable: (receiver) => void enable.run(receiver),
    disabledWith,
    close: () => database.close(),
  };
}
