import type { WebhookOptions } from '../../configuration/webhook-options.ts';
import type { StoredEvent } from '../../journal/index.ts';
import { openForwarderDatabase } from '../follow-journal.ts';
import { openDeliveries } from './deliveries.ts';
import { fanOut } from './fan-out.ts';

/** Deliveries that are made a second time, beside a collector's own. */
export interface ReplayedDeliveries {
  /**
   * Makes the deliveries of events due (now: Unix ms). Those that wait already are left as they are.
   *
   * @throws errors of SQLite; then none is added
   */
  add(events: readonly StoredEvent[], now: number): void;
  close(): void;
}

/** Few enough for a short transaction: hits need the lock too. */
const eventsAtOnce = 100;

/** Opens the deliveries of a journal's file, which must be there. */
export function openReplayedDeliveries(path: string, options: WebhookOptions): ReplayedDeliveries {
  const deliveries = openDeliveries(openForwarderDatabase(path));
  return {
    add(events, now) {
      for (let from = 0; from < events.length; from += eventsAtOnce) {
        const added = events
          .slice(from, from + eventsAtOnce)
          .flatMap((event) => fanOut(event, options));
        deliveries.transaction(() => added.forEach((delivery) => deliveries.add(delivery, now)));
      }
    },
    close: () => deliveries.close(),
  };
}
