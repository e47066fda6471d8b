import { expect, it, onTestFinished } from 'vitest';
import { openForwarderDatabase } from '../../src/forwarders/follow-journal.ts';
import { openRefusedEvents } from '../../src/forwarders/refused-events.ts';
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
  return { refused, deadLetters, path: journal.path };
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
