import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { freshPath, type Connection } from '../../src/store/engine.ts';
import { copyWithout } from '../../src/store/forget.ts';
import { openFile } from '../../src/store/open-file.ts';
import { openStore } from '../../src/store/store.ts';
import { appendAll } from '../support/append-all.ts';
import { count } from '../support/ask.ts';
import { contentsOf } from '../support/contents.ts';
import { createRandom } from '../support/random.ts';
import { randomJournal } from '../support/random-journal.ts';
import { sampleView } from '../support/sample-view.ts';
import { openScratchStore, scratchOptions } from '../support/scratch-store.ts';

describe('forget', () => {
  it('leaves no byte of somebody in the folder, and the numbers fall by them alone', async () => {
    const options = scratchOptions();
    const store = await openStore(options);
    const events = randomJournal(createRandom(5), 1_500);
    const theirs = [
      sampleView(2_001, 0, { visitor: 'erase-me-1', title: 'secret one' }),
      sampleView(2_002, 1, { user: 'erase-me-2', title: 'secret two' }),
      sampleView(2_003, 2, { type: 'open', recipient: 'erase-me-3' }),
      sampleView(2_004, 3, { data: { 'customer/id~1': 'erase-me-4' } }),
      sampleView(2_005, 4, { data: { customer: 12 } }),
      sampleView(2_006, 5, { site: 'erase-me-6' }),
    ];
    await appendAll(store, events, createRandom(1));
    await store.append((await store.status()).cursor, theirs, false);
    const read = (): string => readdirSync(dirname(options.path)).map(readFile).join();
    const readFile = (name: string): string =>
      readFileSync(join(dirname(options.path), name), 'latin1');
    expect(read()).toContain('erase-me');

    const forgotten = await store.forget([
      { by: 'visitor', value: 'erase-me-1' },
      { by: 'user', value: 'erase-me-2' },
      { by: 'recipient', value: 'erase-me-3' },
      { by: 'data', name: 'customer/id~1', value: 'erase-me-4' },
      { by: 'data', name: 'customer', value: '12' },
      { by: 'site', value: 'erase-me-6' },
    ]);
    expect(forgotten).toBe(6);
    const other = await openScratchStore();
    await other.append(0, events, false);
    expect(await contentsOf(store)).toEqual(await contentsOf(other));
    await store.append(2_006, [sampleView(2_007, 0)], false);
    await store.close();
    await other.close();
    expect(read()).not.toMatch(/erase-me|secret/);
  });

  it.each(['INSERT INTO meta', 'INSERT INTO events', 'INSERT INTO visits', 'DROP TABLE merging'])(
    'leaves the store as it was where it fails at %s',
    async (fault) => {
      const options = scratchOptions();
      const store = await openStore(options);
      await store.append(0, [sampleView(1, 0), sampleView(2, 1, { visitor: 'other' })], false);
      await store.close();
      const { engine } = await openFile(options, false);
      const connection = await engine.connect();
      const failing: Connection = {
        ...connection,
        rows: async (statement, values) => {
          if (statement.trim().startsWith(fault)) throw new Error('no room');
          return connection.rows(statement, values);
        },
      };
      const state = 'SELECT current_database(), (SELECT count(*) FROM events)';
      const before = await connection.rows(state);
      const others = [{ by: 'visitor', value: 'other' }] as const;
      await expect(copyWithout(failing, options, others)).rejects.toThrow('no room');
      expect(await connection.rows(state)).toEqual(before);
      expect(await connection.rows('SELECT 1 FROM duckdb_tables() WHERE temporary')).toEqual([]);
      expect(existsSync(freshPath(options.path))).toBe(false);
      expect(await copyWithout(connection, options, others)).toBe(1);
      expect(existsSync(freshPath(options.path))).toBe(true);
      connection.close();
      engine.close();
    },
  );

  it('answers queries meanwhile, each from one state', async () => {
    const store = await openScratchStore();
    await store.append(0, [sampleView(1, 0), sampleView(2, 1, { visitor: 'other' })], false);
    const work = store.forget([{ by: 'visitor', value: 'other' }]);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => count(store, 'pageviews', 'visitors')),
    );
    expect(await work).toBe(1);
    expect(await count(store, 'pageviews', 'visitors')).toEqual([1, 1]);
    for (const [pageviews, visitors] of answers) expect(pageviews).toBe(visitors);
    await store.close();
  });
});
