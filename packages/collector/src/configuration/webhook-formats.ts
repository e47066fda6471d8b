import { eventTypes, type EventType } from '@hitmark/codec/event';

/** What a body looks like: Standard Webhooks, or what pytracking 0.2.3 posts. */
export type WebhookFormat = 'standard' | 'pytracking';

/** What each format can tell of, and how long pytracking and the Standard Webhooks spec wait. */
export const webhookFormats: Readonly<
  Record<WebhookFormat, { readonly types: readonly EventType[]; readonly timeoutMs: number }>
> = {
  standard: { types: eventTypes, timeoutMs: 15_000 },
  pytracking: { types: ['open', 'click'], timeoutMs: 5_000 },
};
