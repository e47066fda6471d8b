import { describe, expect, it } from 'vitest';
import { resolveOptions } from '../../src/configuration/index.ts';
import { openReplayedDeliveries } from '../../src/forwarders/webhook/index.ts';
import { openJournalReader } from '../../src/journal/index.ts';
import { startReceiver, type Reply } from './receiver.ts';
import { hourMs, openForwarder, secret } from './sample-forwarder.ts';

async function open(reply: () => Reply = () => 204) {
  const receiver = await startReceiver(reply);
  const webhooks = [{ url: receiver.url, secrets: [secret] }];
  const forwarder = await openForwarder({ webhooks }, [receiver.port]);
  const ids = (): string[] => receiver.received.map(({ headers }) => String(headers['webhook-id']));

  /** Queues deliveries again, as `hitmark replay --forwarder webhook` does. */
  function replay(): void {
    const webhookTargets = { allowPrivateAddresses: true, allowedPorts: [receiver.port] };
    const options = resolveOptions({ file: { webhooks, webhookTargets } });
    const reader = openJournalReader(forwarder.data);
    const deliveries = openReplayedDeliveries(reader.path, options);
    deliveries.add(reader.page(0, 1_000), 0);
    deliveries.close();
    reader.close();
  }
  return { ...forwarder, ids, replay };
}

describe('replayed deliveries', () => {
  it('reach their receivers again, under the same ids', async () => {
    const { store, settle, ids, replay } = await open();
    await store(['first', 'second']);
    await settle();
    replay();
    await settle();
    expect(ids()).toEqual(['first', 'second', 'first', 'second']);
  });

  it('are not made of what still waits', async () => {
    const { store, forwarder, settle, ids, replay } = await open();
    await store(['first']);
    forwarder.round();
    replay();
    await settle();
    expect(ids()).toEqual(['first']);
  });

  it('make dead letters due again, with all their attempts', async () => {
    let status = 500;
    const { store, settle, pass, ids, replay, deadLetters } = await open(() => status);
    await store(['first']);
    await settle();
    for (let attempt = 2; attempt <= 7; attempt += 1) await pass(13 * hourMs);
    expect(deadLetters()).toMatchObject([{ id: 'first', attempts: 7 }]);
    status = 204;
    replay();
    await settle();
    expect(ids()).toHaveLength(8);
    expect(deadLetters()).toEqual([]);
  });

  it('stay dead letters for a receiver that answered 410', async () => {
    const { store, settle, ids, replay, deadLetters } = await open(() => 410);
    await store(['first']);
    await settle();
    replay();
    await settle();
    expect(ids()).toEqual(['first']);
    expect(deadLetters()).toMatchObject([{ id: 'first', reason: 'status-410' }]);
  });
});
