import type { Link } from '@hitmark/codec';
import type { EventType } from '@hitmark/codec/event';
import type { Options } from '../configuration/index.ts';
import { webhookFormats } from '../configuration/webhook-formats.ts';

/**
 * Tells whether an event of a link reaches its sender by a webhook: one of the configuration, or the one that the
 * link's authentic token names.
 */
export function isHandedOn(
  type: EventType,
  { webhook, authentic, key }: Link,
  { webhooks, webhookKeys }: Pick<Options, 'webhooks' | 'webhookKeys'>,
): boolean {
  if (webhooks.some(({ types }) => types.includes(type))) return true;
  if (webhook === null || !authentic) return false;
  // Tokens of pytracking name no key.
  const id = key ?? 'pytracking';
  const format = Object.hasOwn(webhookKeys, id) ? webhookKeys[id]?.format : undefined;
  return format !== undefined && webhookFormats[format].types.includes(type);
}
