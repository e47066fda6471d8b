import { createHash } from 'node:crypto';
import type { WebhookOptions, WebhookReceiver } from '../../configuration/webhook-options.ts';
import type { Delivery } from './deliveries.ts';
import { webhookFormats } from '../../configuration/webhook-formats.ts';

/** Options by which a delivery is written, signed and timed. */
export type SendOptions = Pick<WebhookReceiver, 'secrets' | 'format' | 'timeoutMs'>;

/** Finds the options of a delivery; null: its receiver, or the key of its token, is not configured. */
export function findSendOptions(
  { key, url, timeoutMs }: Delivery,
  { webhooks, webhookKeys }: WebhookOptions,
): SendOptions | null {
  if (key === null) return webhooks.find((receiver) => receiver.url === url) ?? null;
  const signing = Object.hasOwn(webhookKeys, key) ? webhookKeys[key] : undefined;
  if (signing === undefined) return null;
  return { ...signing, timeoutMs: timeoutMs ?? webhookFormats[signing.format].timeoutMs };
}

/** Hashes the options of a receiver. A receiver that was disabled is tried again once the hash has changed. */
export function hashOptions(receiver: WebhookReceiver): string {
  return createHash('sha256').update(JSON.stringify(receiver)).digest('hex');
}

/** Part of a URL that may be logged: the rest can be a secret. */
export function hostForLog(url: string): string {
  return URL.canParse(url) ? new URL(url).host : '';
}
