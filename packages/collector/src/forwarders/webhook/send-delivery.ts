import type { WebhookOptions } from '../../configuration/webhook-options.ts';
import type { ForwarderLog } from '../forwarder-log.ts';
import type { DueDelivery } from './deliveries.ts';
import type { OpenSocket } from './open-socket.ts';
import { post, type Outcome } from './post.ts';
import { findSendOptions } from './receivers.ts';
import { writeWebhookMessage } from './webhook-message.ts';

/** Dependencies of sending a delivery. */
export interface SendDeps {
  readonly options: WebhookOptions;
  readonly openSocket: OpenSocket;
  /** Ends attempts under way. */
  readonly stop: AbortSignal;
  readonly log: ForwarderLog;
}

/**
 * Sends a delivery once, as the options of its receiver say. Never rejects.
 *
 * @param now time of the attempt, Unix ms
 */
export async function sendDelivery(
  delivery: DueDelivery,
  { options, openSocket, stop, log }: SendDeps,
  now: number,
): Promise<Outcome> {
  const sending = findSendOptions(delivery, options);
  if (sending === null) return { kind: 'refused', reason: 'not-configured' };
  try {
    const message = writeWebhookMessage(delivery.event, sending, now);
    const request = { url: delivery.url, timeoutMs: sending.timeoutMs, ...message };
    return await post(request, openSocket, now, stop);
  } catch (error) {
    const fields = { event: 'webhook-unwritable', err: error };
    log('error', fields, 'webhook skipped: it could not be written');
    return { kind: 'refused', reason: 'unwritable' };
  }
}
