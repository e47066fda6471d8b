import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { writeWebhookMessage } from '../../src/forwarders/webhook/webhook-message.ts';
import { isWebhookSecret } from '../../src/configuration/webhook-secret.ts';
import vectors from './message-vectors.json' with { type: 'json' };
import { otherSecret, secret } from './sample-forwarder.ts';

// `standardwebhooks` compares with its own clock.
const now = Date.now();
const [sample] = vectors.standard;
const event = sample?.event ?? '';

describe('a standard message', () => {
  it.each(vectors.standard)(
    'is type, time and the event as it is on disk',
    ({ event: stored, body }) => {
      const message = writeWebhookMessage(stored, { format: 'standard', secrets: [secret] }, now);
      expect(message.body).toBe(body);
      expect(message.headers).toMatchObject({
        'content-type': 'application/json',
        'webhook-id': '0195b1a4-0000-7000-8000-000000000000',
        'webhook-timestamp': String(Math.floor(now / 1_000)),
      });
    },
  );

  it('is what standardwebhooks verifies', () => {
    const { headers, body } = writeWebhookMessage(
      event,
      { format: 'standard', secrets: [secret] },
      now,
    );
    expect(new Webhook(secret).verify(body, { ...headers })).toMatchObject({ type: 'click' });
  });

  it('with two secrets is verified by whoever knows either, and by nobody else', () => {
    const { headers, body } = writeWebhookMessage(
      event,
      { format: 'standard', secrets: [secret, otherSecret] },
      now,
    );
    expect(headers['webhook-signature']).toMatch(/^v1,\S{44} v1,\S{44}$/);
    for (const known of [secret, otherSecret]) {
      expect(new Webhook(known).verify(body, { ...headers })).toBeDefined();
    }
    const third = `whsec_${Buffer.alloc(32, 3).toString('base64')}`;
    expect(() => new Webhook(third).verify(body, { ...headers })).toThrow('signature');
  });

  it.each([
    ['body', { body: event.replace('7', '8') }],
    ['id', { headers: { 'webhook-id': 'another' } }],
    ['time', { headers: { 'webhook-timestamp': String(Math.floor(now / 1_000) + 1) } }],
  ])('is not verified with another %s', (_name, change) => {
    const message = writeWebhookMessage(event, { format: 'standard', secrets: [secret] }, now);
    const headers = { ...message.headers, ...('headers' in change ? change.headers : {}) };
    const body = 'body' in change ? change.body : message.body;
    expect(() => new Webhook(secret).verify(body, headers)).toThrow('signature');
  });
});

describe("a message in pytracking's format", () => {
  const write = (stored: unknown, secrets: readonly string[]) =>
    writeWebhookMessage(JSON.stringify(stored), { format: 'pytracking', secrets }, now);

  it.each(vectors.pytracking)(
    'tells $name byte for byte as pytracking does',
    ({ event: stored, body }) => {
      expect(write(stored, []).body).toBe(body);
    },
  );

  it('is signed where there is a secret, and not where there is none', () => {
    const [{ event: stored } = { event: null }] = vectors.pytracking;
    const { headers, body } = write(stored, [secret]);
    expect(new Webhook(secret).verify(body, { ...headers })).toBeDefined();
    expect(write(stored, []).headers).not.toHaveProperty('webhook-signature');
  });
});

describe('isWebhookSecret', () => {
  const secretOf = (bytes: number) => `whsec_${Buffer.alloc(bytes, 7).toString('base64')}`;

  it.each([24, 32, 64])('takes %i bytes', (bytes) => {
    expect(isWebhookSecret(secretOf(bytes))).toBe(true);
  });

  it.each([
    ['23 bytes', secretOf(23)],
    ['65 bytes', secretOf(65)],
    ['nothing', 'whsec_'],
    ['another prefix', secretOf(32).replace('whsec', 'whpk')],
    ['base64url', secretOf(32).replace('B', '-')],
    ['a line end', `${secretOf(32)}\n`],
  ])('refuses %s', (_name, text) => {
    expect(isWebhookSecret(text)).toBe(false);
  });
});
