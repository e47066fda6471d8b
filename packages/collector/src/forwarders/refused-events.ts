import type { DatabaseSync } from 'node:sqlite';
import { transaction, type StoredEvent } from '../journal/index.ts';

/** Forwarders that hand on whole batches; what a destination does not take of them is kept as a dead letter. */
type BatchForwarder = 'kafka' | 'clickhouse';

/** Names under which they have dead letters, beside the receivers of webhooks. */
export const batchForwarders: readonly BatchForwarder[] = ['kafka', 'clickhouse'];

/** Events that a destination refuses for good: dead letters of the journal, until somebody has them tried again. */
export interface RefusedEvents {
  /**
   * Makes an event a dead letter, in the open transaction or one of its own; not one that was erased meanwhile.
   *
   * @param now Unix ms
   */
  markDead(sequence: number, reason: string, now: number): void;
  /** The first that somebody wants tried again. */
  due(limit: number): StoredEvent[];
  /** Forgets those that have arrived. */
  accepted(sequences: readonly number[]): void;
  /** Sequences of the latest that have not arrived, in their order. */
  dead(limit: number): readonly number[];
}

/**
 * Opens a forwarder's refused events.
 *
 * @param destination shown as their URL, such as `kafka:events`
 */
export function openRefusedEvents(
  database: DatabaseSync,
  forwarder: BatchForwarder,
  destination: string,
): RefusedEvents {
  const markDead = database.prepare(
    `INSERT INTO deliveries (sequence, receiver, url, state, attempts, due, hurry, reason, failed)
     SELECT sequence, '${forwarder}', ?2, 'dead', 1, ?3, 0, ?4, ?3 FROM events WHERE sequence = ?1
     ON CONFLICT DO UPDATE SET state = 'dead', attempts = attempts + 1, reason = excluded.reason,
       failed = excluded.failed`,
  );
  const due = database.prepare(
    `SELECT sequence, event, webhook FROM deliveries JOIN events USING (sequence)
     WHERE state = 'waiting' AND receiver = '${forwarder}' ORDER BY due, deliveries.id LIMIT ?`,
  );
  const remove = database.prepare(
    `DELETE FROM deliveries WHERE receiver = '${forwarder}' AND sequence = ?`,
  );
  const dead = database.prepare(
    `SELECT sequence FROM deliveries WHERE receiver = '${forwarder}'
     ORDER BY sequence DESC LIMIT ?`,
  );
  const inTransaction = (run: () => void): void => {
    if (database.isTransaction) run();
    else transaction(database, run);
  };
  return {
    markDead: (sequence, reason, now) =>
      inTransaction(() => void markDead.run(sequence, destination, now, reason)),
    due: (limit) => due.all(limit) as unknown as StoredEvent[],
    accepted: (sequences) =>
      inTransaction(() => {
        for (const sequence of sequences) remove.run(sequence);
      }),
    dead: (limit) =>
      dead
        .all(limit)
        .map(({ sequence }) => Number(sequence))
        .toReversed(),
  };
}
