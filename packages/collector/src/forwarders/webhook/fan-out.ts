import type { WebhookOptions } from '../../configuration/webhook-options.ts';
import type { Event } from '../../event.ts';
import type { TokenWebhook } from '../../entry.ts';
import type { StoredEvent } from '../../journal/index.ts';
import type { Delivery } from './deliveries.ts';
import { webhookFormats } from './formats.ts';

/** The deliveries of an event: one for each receiver that wants its type, and its token's own. */
export function fanOut(
  { sequence, event, webhook }: StoredEvent,
  { webhooks, webhookKeys }: WebhookOptions,
): Delivery[] {
  const { type } = JSON.parse(event) as Pick<Event, 'type'>;
  const configured = webhooks
    .filter(({ types }) => types.includes(type))
    .map(({ url }) => ({ sequence, receiver: url, key: null, url, timeoutMs: null }));
  if (webhook === null) return configured;
  const { url, timeoutMs, key } = JSON.parse(webhook) as TokenWebhook;
  // Of a key that nobody configured there is a delivery too: as a dead letter it can be seen.
  const format = webhookKeys[key]?.format ?? 'standard';
  if (!webhookFormats[format].types.includes(type)) return configured;
  return [...configured, { sequence, receiver: `${key} ${originOf(url)}`, key, url, timeoutMs }];
}

/** What can't be parsed is refused at its first attempt. */
function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : '';
}
