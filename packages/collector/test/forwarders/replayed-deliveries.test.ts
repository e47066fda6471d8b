import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { resolveOptions } from '../../src/configuration/index.ts';
import { openReplayedDeliveries } from '../../src/forwarders/webhook/index.ts';
import { openEraser, openJournalReader } from '../../src/journal/index.ts';
import { journalFile } from '../../src/journal/schema.ts';
import { startReceiver, type Reply } from './receiver.ts';
import { hourMs, openForwarder, secret } from './sample-forwarder.ts';

async function open(reply: () => Reply = () => 204) {
  const receiver = await startReceiver(reply);
  const webhooks = [{ url: receiver.url, secrets: [secret] }];
  const forwarder = await openForwarder({ webhooks }, [receiver.port]);
  const ids = (): string[] => receiver.received.map(({ headers }) => String(headers['webhook-id']));

  /** Queues deliveries again, as `hitmark replay --forwarder webhook` does. */
  function replay(meanwhile: (sequences: readonly number[]) => void = () => {}): void {
    const webhookTargets = { allowPrivateAddresses: true, allowedPorts: [receiver.port] };
    const options = resolveOptions({ file: { webhooks, webhookTargets } });
    const reader = openJournalReader(forwarder.data);
    const deliveries = openReplayedDeliveries(reader.path, options);
    const events = reader.page(0, 1_000);
    meanwhile(events.map(({ sequence }) => sequence));
    deliveries.add(events, 0);
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

  it('are not made of what was forgotten since it was read', async () => {
    const { store, settle, ids, replay, data } = await open();
    await store(['first', 'second']);
    await settle();
    const path = join(data, journalFile);
    replay((sequences) => {
      const eraser = openEraser(path, 1_000);
      eraser.erase(sequences.slice(0, 1));
      eraser.close();
    });
    const rows = (sql: string): unknown[] => {
      const database = new DatabaseSync(path, { readOnly: true });
      const found = database.prepare(sql).all();
      database.close();
      return found;
    };
    // Its URL may be a token's own.
    expect(rows('SELECT sequence FROM deliveries')).toMatchObject([{ sequence: 2 }]);
    await settle();
    expect(ids()).toEqual(['first', 'second', 'second']);
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
