import { eventTypes, type EventType } from '@hitmark/codec/event';

/** Format of a body: Standard Webhooks, or that of pytracking 0.2.3. */
export type WebhookFormat = 'standard' | 'pytracking';

/** Types that a format can tell of, and timeouts of pytracking and of the Standard Webhooks spec. */
export const webhookFormats: Readonly<
  Record<WebhookFormat, { readonly types: readonly EventType[]; readonly timeoutMs: number }>
> = {
  standard: { types: eventTypes, timeoutMs: 15_000 },
  pytracking: { types: ['open', 'click'], timeoutMs: 5_000 },
};
