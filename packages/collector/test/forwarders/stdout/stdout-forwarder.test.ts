import { eventTypes } from '@hitmark/codec/event';
import { describe, expect, it, onTestFinished } from 'vitest';
import { followJournal, openForwarderDatabase } from '../../../src/forwarders/follow-journal.ts';
import { createStdoutForwarder } from '../../../src/forwarders/stdout/stdout-forwarder.ts';
import { entry, openJournal } from '../../journal/sample-journal.ts';

async function open(write: (text: string) => Promise<void>) {
  const journal = await openJournal();
  const database = openForwarderDatabase(journal.path);
  const close = (): void => {
    if (database.isOpen) database.close();
  };
  onTestFinished(close);
  const start = () =>
    createStdoutForwarder({
      journal: followJournal(database, 'stdout'),
      write,
      options: { types: eventTypes },
      close,
    });
  return { journal, start };
}

const titleOf = (line: string): string => (JSON.parse(line) as { title: string }).title;

describe('the stdout forwarder', () => {
  it('prints a line for each event, once', async () => {
    let printed = '';
    const { journal, start } = await open(async (text) => void (printed += text));
    const forwarder = start();
    await journal.append([entry('first'), entry('second')]);
    await forwarder.round();
    await forwarder.round();
    expect(printed.match(/.+\n/g)?.map(titleOf)).toEqual(['first', 'second']);
  });

  it('prints again what was not taken, and never skips', async () => {
    const tries: string[] = [];
    const { journal, start } = await open(async (text) => {
      tries.push(titleOf(text));
      if (tries.length === 1) throw new Error('nobody reads');
    });
    const forwarder = start();
    await journal.append([entry('first')]);
    await expect(forwarder.round()).rejects.toThrow('nobody reads');
    await forwarder.round();
    expect(tries).toEqual(['first', 'first']);
  });

  it('does not wait for a reader that takes nothing when it is to stop', async () => {
    const { journal, start } = await open(() => new Promise(() => {}));
    const forwarder = start();
    await journal.append([entry('first')]);
    void forwarder.round();
    await expect(forwarder.stop(1)).resolves.toBe(undefined);
  });
});
