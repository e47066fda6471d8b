import { parseEvent, type ParsedEvent } from '@hitmark/codec/event';
import { webhookBody } from '@hitmark/codec/pytracking';
import type { WebhookFormat } from '../../configuration/webhook-formats.ts';
import { signWebhook } from './signature.ts';

/** Headers and body of one attempt. */
export interface WebhookMessage {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Makes the message of an event. The event's id is the message's: however often it is sent, it is the
 * same one.
 *
 * @param stored JSON text of the event
 * @param now of the attempt, Unix ms
 * @throws TypeError where the event can't be written as a body
 */
export function writeWebhookMessage(
  stored: string,
  { format, secrets }: { readonly format: WebhookFormat; readonly secrets: readonly string[] },
  now: number,
): WebhookMessage {
  const event = parseEvent(stored);
  const { id } = event;
  if (id === null) throw new TypeError('the stored event has no id');
  const body = format === 'standard' ? standardBody(stored, event) : pytrackingBody(event);
  const timestamp = Math.floor(now / 1_000);
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'hitmark',
    accept: '*/*',
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
  };
  if (secrets.length === 0) return { headers, body };
  const signature = signWebhook({ id, timestamp, body }, secrets);
  return { headers: { ...headers, 'webhook-signature': signature }, body };
}

/** Body by the Standard Webhooks spec ("Payload structure"); the event is the text that is on disk. */
function standardBody(stored: string, { type, time }: ParsedEvent): string {
  return `{"type":${JSON.stringify(type)},"timestamp":${JSON.stringify(time)},"data":${stored}}`;
}

function pytrackingBody({ type, time, link, data, client }: ParsedEvent): string {
  return webhookBody({
    isOpenTracking: type === 'open',
    isClickTracking: type === 'click',
    trackedUrl: type === 'click' ? (link?.url ?? null) : null,
    webhookUrl: null,
    metadata: data,
    requestData: { user_agent: client.user_agent, user_ip: client.ip },
    timestamp: Math.floor(Date.parse(time ?? '') / 1_000),
  });
}
