import { expect, it, onTestFinished } from 'vitest';
import { openForwarderDatabase } from '../../src/forwarders/follow-journal.ts';
import { openRefusedEvents } from '../../src/forwarders/refused-events.ts';
import { openDeliveryList } from '../../src/forwarders/webhook/delivery-list.ts';
import { openDeadLetters } from '../../src/forwarders/webhook/index.ts';
import { openEraser } from '../../src/journal/index.ts';
import { entry, openJournal } from '../journal/sample-journal.ts';
import { sampleEvent } from '../sample-event.ts';

async function open() {
  const journal = await openJournal();
  const database = openForwarderDatabase(journal.path);
  const deadLetters = openDeadLetters(journal.path);
  onTestFinished(() => {
    deadLetters.close();
    database.close();
  });
  await journal.append(
    ['first', 'second'].map((id) => ({ ...entry(id), event: sampleEvent({ id }) })),
  );
  const refused = openRefusedEvents(database, 'kafka', 'kafka:events');
  return { database, refused, deadLetters, path: journal.path };
}

it('a refused event is a dead letter, and its reason is that of the last attempt', async () => {
  const { refused, deadLetters } = await open();
  refused.markDead(1, 'message-too-large', 0);
  refused.markDead(1, 'invalid-record', 0);
  expect(deadLetters.page(0, 10).letters).toMatchObject([
    { id: 'first', reason: 'invalid-record', attempts: 2 },
  ]);
  expect(refused.dead(10)).toEqual([1]);
});

it('an event that was erased while it was tried is no dead letter', async () => {
  const { refused, path } = await open();
  const eraser = openEraser(path, 1_000);
  eraser.erase([2]);
  eraser.close();
  refused.markDead(1, 'message-too-large', 0);
  refused.markDead(2, 'message-too-large', 0);
  expect(refused.dead(10)).toEqual([1]);
});

it('an event that is no JSON keeps no others from being listed and tried again', async () => {
  const { database, refused, deadLetters, path } = await open();
  database.exec("INSERT INTO events (received, event) VALUES (0, 'no JSON')");
  refused.markDead(1, 'message-too-large', 0);
  refused.markDead(3, 'invalid-record', 0);
  expect(deadLetters.page(0, 10).letters).toMatchObject([
    { id: 'first', reason: 'message-too-large' },
    { id: '', type: '', reason: 'invalid-record' },
  ]);
  const list = openDeliveryList(path);
  onTestFinished(() => list.close());
  expect(list.list('dead', 10).deliveries.map(({ event }) => event)).toEqual(['first', '']);
  expect(deadLetters.retry(['first'], 0)).toBe(1);
  expect(refused.due(10).map(({ sequence }) => sequence)).toEqual([1]);
  expect(deadLetters.retry(null, 0)).toBe(1);
});
