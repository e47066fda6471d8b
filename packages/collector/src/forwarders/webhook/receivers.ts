import { createHash } from 'node:crypto';
import type { WebhookOptions, WebhookReceiver } from '../../configuration/webhook-options.ts';
import type { Delivery } from './deliveries.ts';
import { webhookFormats } from '../../configuration/webhook-formats.ts';

/** Options by which a delivery is written, signed and timed. */
export type Sending = Pick<WebhookReceiver, 'secrets' | 'format' | 'timeoutMs'>;

/** Options of a delivery; null where the options do not know its receiver or the key of its token. */
export function findSending(
  { key, url, timeoutMs }: Delivery,
  { webhooks, webhookKeys }: WebhookOptions,
): Sending | null {
  if (key === null) return webhooks.find((receiver) => receiver.url === url) ?? null;
  const signing = Object.hasOwn(webhookKeys, key) ? webhookKeys[key] : undefined;
  if (signing === undefined) return null;
  return { ...signing, timeoutMs: timeoutMs ?? webhookFormats[signing.format].timeoutMs };
}

/** Changes with a receiver's options: one that was disabled is asked again when they do. */
export function hashOptions(receiver: WebhookReceiver): string {
  return createHash('sha256').update(JSON.stringify(receiver)).digest('hex');
}

/** Part of a URL that the log may know: the rest of it can be a secret. */
export function hostForLog(url: string): string {
  return URL.canParse(url) ? new URL(url).host : '';
}
