import { parseEvent } from '@hitmark/codec/event';
import type { WebhookOptions } from '../../configuration/webhook-options.ts';
import type { TokenWebhook } from '../../journal/entry.ts';
import type { StoredEvent } from '../../journal/index.ts';
import type { Delivery } from './deliveries.ts';
import { webhookFormats } from '../../configuration/webhook-formats.ts';

/**
 * The deliveries of an event: one for each receiver that wants its type, and its token's own.
 *
 * @throws TypeError for a text that is no event, or has a type of a later version
 */
export function fanOut(
  { sequence, event, webhook }: StoredEvent,
  { webhooks, webhookKeys }: WebhookOptions,
): Delivery[] {
  const { type } = parseEvent(event);
  if (type === null) throw new TypeError('the stored text is no event of a type known here');
  const configured = webhooks
    .filter(({ types }) => types.includes(type))
    .map(({ url }) => ({ sequence, receiver: url, key: null, url, timeoutMs: null }));
  if (webhook === null) return configured;
  const { url, timeoutMs, key } = JSON.parse(webhook) as TokenWebhook;
  // A token whose key is not configured gets a delivery too: it becomes a dead letter, which the operator can see.
  const format = webhookKeys[key]?.format ?? 'standard';
  if (!webhookFormats[format].types.includes(type)) return configured;
  return [...configured, { sequence, receiver: `${key} ${originOf(url)}`, key, url, timeoutMs }];
}

/** Origin of a URL. One that can't be parsed is refused at its first attempt. */
function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : '';
}
