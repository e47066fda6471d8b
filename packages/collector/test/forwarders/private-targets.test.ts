import { describe, expect, it } from 'vitest';
import { startRawReceiver } from './raw-receiver.ts';
import { startReceiver } from './receiver.ts';
import { openForwarder, secret } from './sample-forwarder.ts';

const webhookKeys = { k1: { secrets: [secret], format: 'standard' as const } };
const token = (url: string) => ({ url, timeoutMs: 2_000, key: 'k1' });

/** Opens a forwarder that may reach public addresses only, on the ports given. */
const openStrict = (ports: readonly number[]) =>
  openForwarder(
    { webhookKeys, webhookTargets: { allowPrivateAddresses: false, allowedPorts: ports } },
    [],
  );

describe('a webhook to a private address', () => {
  it.each(['http', 'https'])(
    'behind a host name is not even connected to over %s, and is a dead letter at once',
    async (scheme) => {
      const { port, accepted } = await startRawReceiver();
      const { store, settle, deadLetters } = await openStrict([port]);
      await store(['a'], { type: 'open' }, token(`${scheme}://localhost:${port}/`));
      await settle();
      expect(deadLetters()).toMatchObject([{ id: 'a', attempts: 1, reason: 'private-address' }]);
      expect(accepted()).toBe(0);
    },
  );

  it.each(['127.0.0.1', '2130706433', '0x7f.1', '[::ffff:127.0.0.1]'])(
    'spelled %s is not even connected to',
    async (host) => {
      const { port, accepted } = await startRawReceiver();
      const { store, settle, deadLetters } = await openStrict([port]);
      await store(['a'], { type: 'open' }, token(`http://${host}:${port}/`));
      await settle();
      expect(deadLetters()).toMatchObject([{ id: 'a', reason: 'private-address' }]);
      expect(accepted()).toBe(0);
    },
  );

  it('that a receiver redirects to is not asked', async () => {
    const inner = await startReceiver();
    const location = inner.url;
    const outer = await startReceiver(() => ({ status: 307, headers: { location } }));
    const { store, settle } = await openForwarder({ webhookKeys }, [inner.port, outer.port]);
    await store(['a'], { type: 'open' }, token(outer.url));
    await settle();
    expect(outer.received).toHaveLength(1);
    expect(inner.received).toEqual([]);
  });

  it('by name is reached where the operator allows it', async () => {
    const receiver = await startReceiver();
    const { store, settle } = await openForwarder({ webhookKeys }, [receiver.port]);
    await store(['a'], { type: 'open' }, token(`http://localhost:${receiver.port}/`));
    await settle();
    expect(receiver.received).toHaveLength(1);
  });
});

describe('an answer', () => {
  it('without end is not read to it', async () => {
    const receiver = await startReceiver(() => ({
      status: 200,
      headers: {},
      body: 'x'.repeat(5_000_000),
    }));
    const { store, settle, deadLetters } = await openForwarder({ webhookKeys }, [receiver.port]);
    await store(['a'], { type: 'open' }, token(receiver.url));
    await settle();
    await settle();
    expect(receiver.received).toHaveLength(1);
    expect(deadLetters()).toEqual([]);
  });
});
