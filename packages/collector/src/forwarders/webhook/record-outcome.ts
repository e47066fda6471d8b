import type { WebhookOptions } from '../../configuration/webhook-options.ts';
import { goneReason, type Deliveries, type DueDelivery } from './deliveries.ts';
import type { ForwarderLog } from '../forwarder-log.ts';
import type { Outcome } from './post.ts';
import { hashOptions, hostForLog } from './receivers.ts';
import { retryDelayMs } from './retry-schedule.ts';

/** Dependencies of recording an outcome. */
export interface RecordDeps {
  readonly deliveries: Deliveries;
  readonly options: WebhookOptions;
  /** Random number from 0 to 1, for jitter. */
  readonly random: () => number;
  readonly log: ForwarderLog;
}

/**
 * Stores the outcome of an attempt: the delivery is done, is due again later, or is a dead letter.
 *
 * @param now time of the outcome, Unix ms
 */
export function recordOutcome(
  { deliveries, options, random, log }: RecordDeps,
  delivery: DueDelivery,
  outcome: Outcome,
  now: number,
): void {
  if (outcome.kind === 'delivered') deliveries.delivered(delivery.id);
  if (outcome.kind === 'failed') retry(outcome);
  if (outcome.kind === 'refused') markDead(outcome.reason);
  if (outcome.kind === 'gone') disable();

  function retry({ reason, retryAfterMs }: Extract<Outcome, { kind: 'failed' }>): void {
    const delayMs = retryDelayMs(delivery.attempts + 1, random());
    if (delayMs === null) return markDead(reason);
    const due = now + Math.max(delayMs, retryAfterMs ?? 0);
    deliveries.retry(delivery.id, reason, now, { due, mayBeRetriedNow: retryAfterMs === null });
  }

  function markDead(reason: string): void {
    deliveries.markDead(delivery.id, reason, now);
    const { url, key } = delivery;
    const fields = {
      event: 'webhook-dead',
      receiver: hostForLog(url),
      reason,
      ...(key && { key }),
    };
    log('warn', fields, 'a delivery has become a dead letter: see hitmark dead list');
  }

  /** Ends the delivery after 410, and disables its receiver if that is configured rather than named by a token. */
  function disable(): void {
    markDead(goneReason);
    const receiver = options.webhooks.find(({ url }) => url === delivery.receiver);
    if (receiver === undefined) return;
    deliveries.disable(receiver.url, hashOptions(receiver), goneReason, now);
    const fields = { event: 'webhook-disabled', receiver: hostForLog(receiver.url) };
    log('error', fields, 'a receiver answered 410: it is sent no more until its options change');
  }
}
