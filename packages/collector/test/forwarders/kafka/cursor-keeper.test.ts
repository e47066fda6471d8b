import { describe, expect, it, onTestFinished } from 'vitest';
import { followJournal, openForwarderDatabase } from '../../../src/forwarders/follow-journal.ts';
import { createCursorKeeper } from '../../../src/forwarders/kafka/cursor-keeper.ts';
import { openJournal, otherConnection } from '../../journal/sample-journal.ts';

/** A keeper on a real journal, with a clock that the test sets. */
async function open() {
  const { path } = await openJournal();
  const database = openForwarderDatabase(path);
  onTestFinished(() => database.close());
  const followed = followJournal(database, 'kafka', 'start');
  const state = { nowMs: 0, warnings: 0 };
  const keeper = createCursorKeeper(
    followed,
    () => (state.warnings += 1),
    () => state.nowMs,
  );
  return { path, followed, keeper, state };
}

describe('the cursor of Kafka’s forwarder', () => {
  it('is written when its interval is over, and not before', async () => {
    const { followed, keeper, state } = await open();
    state.nowMs = 99;
    keeper.keepWhenDue(5);
    expect(followed.cursor()).toBe(0);
    state.nowMs = 100;
    keeper.keepWhenDue(7);
    expect(followed.cursor()).toBe(7);
    state.nowMs = 199;
    keeper.keepWhenDue(9);
    expect(followed.cursor()).toBe(7);
  });

  it('is written at once where that is asked for', async () => {
    const { followed, keeper } = await open();
    keeper.keep(5);
    expect(followed.cursor()).toBe(5);
  });

  it('is tried again while the journal is locked, with one warning for all tries', async () => {
    const { path, followed, keeper, state } = await open();
    const other = otherConnection(path);
    other.exec('BEGIN IMMEDIATE');
    keeper.keep(5);
    keeper.keep(6);
    expect(state.warnings).toBe(1);
    other.exec('COMMIT');
    expect(followed.cursor()).toBe(0);
    keeper.keep(6);
    expect(followed.cursor()).toBe(6);
    other.exec('BEGIN IMMEDIATE');
    keeper.keep(7);
    expect(state.warnings).toBe(2);
  });
});
