import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { startReceiver } from './receiver.ts';
import { hourMs, openForwarder, otherSecret, secret } from './sample-forwarder.ts';

const webhookKeys = {
  k1: { secrets: [secret], format: 'standard' as const },
  k2: { secrets: [otherSecret], format: 'standard' as const },
  py: { secrets: [], format: 'pytracking' as const },
};

describe("a token's webhook", () => {
  it("is signed with the secret of the token's key", async () => {
    const receiver = await startReceiver();
    const { store, settle } = await openForwarder({ webhookKeys }, [receiver.port]);
    const { url } = receiver;
    // standardwebhooks refuses what is older than five minutes by its own clock: only the key counts here.
    await store(['one'], { type: 'click' }, { url, timeoutMs: null, key: 'k1' });
    await store(['two'], { type: 'click' }, { url, timeoutMs: null, key: 'k2' });
    await settle();
    const signers = receiver.received.map(({ headers, body }) => {
      const id = String(headers['webhook-id']);
      const sentAt = new Date(Number(headers['webhook-timestamp']) * 1_000);
      return [secret, otherSecret].filter(
        (known) => new Webhook(known).sign(id, sentAt, body) === headers['webhook-signature'],
      );
    });
    expect(signers).toEqual([[secret], [otherSecret]]);
  });

  it('reaches its URL beside the configured receivers, with the path and query it has', async () => {
    const configured = await startReceiver();
    const own = await startReceiver();
    const webhooks = [{ url: configured.url, secrets: [secret] }];
    const allowed = [configured.port, own.port];
    const { store, settle } = await openForwarder({ webhooks, webhookKeys }, allowed);
    const url = `http://127.0.0.1:${own.port}/h?x=1&y=%20z`;
    await store(['a'], { type: 'open' }, { url, timeoutMs: null, key: 'k1' });
    await store(['b'], { type: 'open' });
    await settle();
    expect(own.received.map(({ path, method }) => ({ path, method }))).toEqual([
      { path: '/h?x=1&y=%20z', method: 'POST' },
    ]);
    expect(configured.received).toHaveLength(2);
  });

  it("has pytracking's body where its key says so", async () => {
    const receiver = await startReceiver();
    const { store, settle } = await openForwarder({ webhookKeys }, [receiver.port]);
    const webhook = { url: receiver.url, timeoutMs: null, key: 'py' };
    const seen = { type: 'open', time: '2024-01-21T11:01:56.000Z', data: { a: 'b' } } as const;
    await store(['a'], seen, webhook);
    await store(['b'], { type: 'unsubscribe' }, webhook);
    await settle();
    expect(receiver.received.map(({ body }) => body)).toEqual([
      '{"is_open_tracking": true, "is_click_tracking": false, "metadata": {"a": "b"}, ' +
        '"request_data": {"user_agent": null, "user_ip": null}, "timestamp": 1705834916}',
    ]);
    expect(receiver.received[0]?.headers).toMatchObject({
      'content-type': 'application/json',
      accept: '*/*',
    });
  });

  it("is given up for the moment after the token's own timeout", async () => {
    const receiver = await startReceiver(() => 'hang');
    const { store, settle, log } = await openForwarder({ webhookKeys }, [receiver.port]);
    await store(['a'], { type: 'open' }, { url: receiver.url, timeoutMs: 200, key: 'k1' });
    await settle();
    expect(log).toMatchObject([{ event: 'webhook-failing', reason: 'timeout' }]);
  });

  it.each(['k3', '__proto__', 'constructor'])(
    'of the key %s, which nobody configured, is a dead letter and never sent',
    async (key) => {
      const receiver = await startReceiver();
      const { store, settle, deadLetters } = await openForwarder({ webhookKeys }, [receiver.port]);
      await store(['a'], { type: 'open' }, { url: receiver.url, timeoutMs: null, key });
      await settle();
      expect(receiver.received).toEqual([]);
      expect(deadLetters()).toMatchObject([{ id: 'a', key, reason: 'not-configured' }]);
    },
  );

  it('that answers 410 is one dead letter, and the next one is sent', async () => {
    const receiver = await startReceiver((_request, index) => (index === 0 ? 410 : 200));
    const { store, settle, pass, deadLetters } = await openForwarder({ webhookKeys }, [
      receiver.port,
    ]);
    const webhook = { url: receiver.url, timeoutMs: null, key: 'k1' };
    await store(['a'], { type: 'open' }, webhook);
    await settle();
    await store(['b'], { type: 'open' }, webhook);
    await pass(hourMs);
    expect(receiver.received.map(({ headers }) => headers['webhook-id'])).toEqual(['a', 'b']);
    expect(deadLetters()).toMatchObject([{ id: 'a', reason: 'status-410' }]);
  });
});
