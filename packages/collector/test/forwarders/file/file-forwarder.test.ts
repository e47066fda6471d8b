import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventTypes } from '@hitmark/codec/event';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openEventFiles } from '../../../src/forwarders/file/event-files.ts';
import { createFileForwarder } from '../../../src/forwarders/file/file-forwarder.ts';
import { openFileLock } from '../../../src/forwarders/file/file-lock.ts';
import { followJournal, openForwarderDatabase } from '../../../src/forwarders/follow-journal.ts';
import { sampleEvent } from '../../sample-event.ts';
import { scratchFolder } from '../../scratch-folder.ts';
import { entry, openJournal } from '../../journal/sample-journal.ts';

const dayMs = 24 * 60 * 60 * 1_000;

async function open(options: Partial<Parameters<typeof createFileForwarder>[0]['options']> = {}) {
  const journal = await openJournal();
  const folder = join(scratchFolder(), 'events');
  const clock = { now: Date.parse('2026-11-22T12:00:00Z') };
  const database = openForwarderDatabase(journal.path);
  const lock = openFileLock(journal.path, 0);
  onTestFinished(() => {
    lock.close();
    database.close();
  });
  const start = () =>
    createFileForwarder({
      journal: followJournal(database, 'file'),
      files: openEventFiles(folder, 1_000_000),
      lock,
      options: { types: eventTypes, keepDays: null, ...options },
      now: () => clock.now,
    });
  const titles = (): (string | null)[] =>
    readdirSync(folder)
      .toSorted()
      .flatMap((name) => readFileSync(join(folder, name), 'utf8').trimEnd().split('\n'))
      .map((line) => (JSON.parse(line) as { title: string }).title);
  return { journal, folder, clock, database, start, titles };
}

describe('the file forwarder', () => {
  it('writes what is new since it was first started, once', async () => {
    const { journal, start, titles } = await open();
    await journal.append([entry('before')]);
    const forwarder = start();
    await journal.append([entry('first'), entry('second')]);
    forwarder.round();
    await journal.append([entry('third')]);
    forwarder.round();
    start().round();
    expect(titles()).toEqual(['first', 'second', 'third']);
  });

  it('goes on after a restart with what came meanwhile', async () => {
    const { journal, start, titles } = await open();
    start().round();
    await journal.append([entry('meanwhile')]);
    start().round();
    expect(titles()).toEqual(['meanwhile']);
  });

  it('writes again what a crash has kept from its cursor, and never skips', async () => {
    const { journal, start, titles, database } = await open();
    const forwarder = start();
    await journal.append([entry('first')]);
    forwarder.round();
    database.exec('UPDATE cursors SET sequence = 0');
    await journal.append([entry('second')]);
    start().round();
    expect(titles()).toEqual(['first', 'first', 'second']);
  });

  it('does not write twice what only its cursor could not follow', async () => {
    const { journal, start, titles, database } = await open();
    const forwarder = start();
    await journal.append([entry('first')]);
    database.exec('PRAGMA query_only = 1');
    expect(() => forwarder.round()).toThrow('readonly');
    expect(() => forwarder.round()).toThrow('readonly');
    database.exec('PRAGMA query_only = 0');
    forwarder.round();
    expect(titles()).toEqual(['first']);
  });

  it('writes the types it is asked for, and sees to the others', async () => {
    const { journal, start, titles } = await open({ types: ['click'] });
    const forwarder = start();
    const click = { event: sampleEvent({ type: 'click', title: 'click' }), received: 0, hit: null };
    await journal.append([entry('view'), click, entry('view')]);
    expect(forwarder.round()).toBe(false);
    expect(titles()).toEqual(['click']);
  });

  it('says when there is more than one round takes', async () => {
    const { journal, start, titles } = await open();
    const forwarder = start();
    await journal.append(Array.from({ length: 1_001 }, (_nothing, index) => entry(`n${index}`)));
    expect(forwarder.round()).toBe(true);
    expect(forwarder.round()).toBe(false);
    expect(titles()).toHaveLength(1_001);
  });

  it('leaves the files alone while somebody else holds them', async () => {
    const { journal, start, folder } = await open();
    const forwarder = start();
    await journal.append([entry('first')]);
    const other = openFileLock(journal.path, 0);
    other.hold(() => expect(() => forwarder.round()).toThrow('locked'));
    other.close();
    expect(readdirSync(folder)).toEqual([]);
    forwarder.round();
    expect(readdirSync(folder)).toHaveLength(1);
  });

  it('deletes files after keepDays, and none without', async () => {
    for (const [keepDays, kept] of [
      [2, 1],
      [null, 2],
    ] as const) {
      const { journal, start, folder, clock } = await open({ keepDays });
      const forwarder = start();
      await journal.append([entry('old')]);
      forwarder.round();
      clock.now += 3 * dayMs;
      await journal.append([entry('young')]);
      forwarder.round();
      expect(readdirSync(folder)).toHaveLength(kept);
    }
  });
});
