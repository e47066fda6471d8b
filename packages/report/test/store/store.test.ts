import {
  existsSync,
  readFileSync,
  readdirSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseQuery, type SourceEvent } from '../../src/index.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { appendAll } from '../support/append-all.ts';
import { ask } from '../support/ask.ts';
import { contentsOf } from '../support/contents.ts';
import { createRandom } from '../support/random.ts';
import { randomJournal } from '../support/random-journal.ts';
import { openScratchStore, scratchOptions } from '../support/scratch-store.ts';

const start = Date.parse('2026-11-01T10:00:00Z');

/** An event of one visitor, some minutes after a start. */
function view(sequence: number, minutes: number, more: object = {}): SourceEvent {
  const time = new Date(start + minutes * 60_000).toISOString();
  const event = {
    type: 'pageview',
    site: 'acme',
    visitor: 'somebody',
    actor: 'human',
    time,
    ...more,
  };
  return { sequence, event: JSON.stringify(event) };
}

async function count(store: Store, ...metrics: string[]): Promise<readonly (number | null)[]> {
  const query = parseQuery({ date_range: ['2026-10-01', '2026-12-31'], metrics });
  return (await ask(store, query)).results[0]?.metrics ?? [];
}

describe('append', () => {
  it('adds each event once, however often it comes', async () => {
    const store = await openScratchStore();
    const events = [view(1, 0), view(2, 1), view(5, 2)];
    expect(await store.append(0, events.slice(0, 2), false)).toBe(2);
    expect(await store.append(0, events, false)).toBe(5);
    expect(await count(store, 'pageviews')).toEqual([3]);
    await store.close();
  });

  it('may keep back what others follow, and says so by its cursor', async () => {
    const store = await openScratchStore();
    expect(await store.append(0, [view(1, 0)], true)).toBe(0);
    expect(await store.append(1, [view(2, 1)], false)).toBe(2);
    expect(await count(store, 'pageviews')).toEqual([2]);
    await store.close();
  });

  it('takes no event where some before it are missing', async () => {
    const store = await openScratchStore();
    await store.append(0, [view(1, 0)], false);
    await expect(store.append(7, [view(8, 0)], false)).rejects.toMatchObject({
      code: 'store-behind',
    });
    expect((await store.status()).cursor).toBe(1);
    await store.close();
  });

  it('passes over what is no event, and goes on', async () => {
    const store = await openScratchStore();
    const strange = [
      '',
      '[]',
      '{"type":"pageview"}',
      '{"type":"pageview","time":"2026-00-00T00:00:00Z"}',
    ];
    const events = strange.map((event, index) => ({ sequence: index + 1, event }));
    expect(await store.append(0, [...events, view(9, 0)], false)).toBe(9);
    expect(await store.append(9, [{ sequence: 12, event: 'nothing' }], false)).toBe(12);
    expect((await store.status()).events).toBe(1);
    await store.close();
  });
});

describe('visits', () => {
  it('end after a pause of more than 30 minutes, and not of 30', async () => {
    const store = await openScratchStore();
    await store.append(0, [view(1, 0), view(2, 30), view(3, 61)], false);
    expect(await count(store, 'visits', 'visitors', 'visit_duration')).toEqual([2, 1, 900]);
    await store.close();
  });

  it('become one when a late event comes between them', async () => {
    const store = await openScratchStore();
    await store.append(0, [view(1, 0), view(2, 50)], false);
    expect(await count(store, 'visits', 'bounce_rate')).toEqual([2, 1]);
    await store.append(2, [view(3, 25)], false);
    expect(await count(store, 'visits', 'bounce_rate')).toEqual([1, 0]);
    await store.close();
  });

  it('take a late event for their first, with its source', async () => {
    const store = await openScratchStore();
    await store.append(0, [view(1, 5, { url: 'https://a.example/second' })], false);
    const first = { url: 'https://a.example/first', campaign: { source: 'news' } };
    await store.append(1, [view(2, 0, first)], false);
    const query = parseQuery({
      date_range: ['2026-11-01', '2026-11-01'],
      metrics: ['pageviews'],
      dimensions: ['entry_page', 'exit_page', 'source'],
    });
    expect((await ask(store, query)).results).toEqual([
      { dimensions: ['/first', '/second', 'news'], metrics: [2] },
    ]);
    await store.close();
  });
});

describe('rebuilding', () => {
  it('makes the same contents, in whatever pieces events come', async () => {
    const events = randomJournal(createRandom(3), 2_000);
    const contents: unknown[] = [];
    for (const seed of [1, 2]) {
      const store = await openScratchStore();
      await appendAll(store, events, createRandom(seed));
      contents.push(await contentsOf(store));
      await store.close();
    }
    const whole = await openScratchStore();
    await whole.append(0, events, false);
    expect(contents).toEqual([await contentsOf(whole), await contentsOf(whole)]);
    await whole.close();
  });
});

describe('deleteBefore', () => {
  it('leaves what a store has that never saw the events', async () => {
    const events = randomJournal(createRandom(4), 1_500);
    const beforeMs = Date.parse('2026-10-10T12:00:00Z');
    const store = await openScratchStore();
    await appendAll(store, events, createRandom(1));
    const kept = events.filter(
      ({ event }) => Date.parse((JSON.parse(event) as { time: string }).time) >= beforeMs,
    );
    expect(await store.deleteBefore(beforeMs)).toBe(events.length - kept.length);
    const other = await openScratchStore();
    await other.append(0, kept, false);
    expect(await contentsOf(store)).toEqual(await contentsOf(other));
    await store.close();
    await other.close();
  });
});

describe('forget', () => {
  it('leaves no byte of somebody in the folder, and the numbers fall by them alone', async () => {
    const options = scratchOptions();
    const store = await openStore(options);
    const events = randomJournal(createRandom(5), 1_500);
    const theirs = [
      view(2_001, 0, { visitor: 'erase-me-1', title: 'secret one' }),
      view(2_002, 1, { user: 'erase-me-2', title: 'secret two' }),
      view(2_003, 2, { type: 'open', recipient: 'erase-me-3' }),
      view(2_004, 3, { data: { 'customer/id~1': 'erase-me-4' } }),
      view(2_005, 4, { data: { customer: 12 } }),
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
    ]);
    expect(forgotten).toBe(5);
    const other = await openScratchStore();
    await other.append(0, events, false);
    expect(await contentsOf(store)).toEqual(await contentsOf(other));
    await store.append(2_005, [view(2_006, 0)], false);
    await store.close();
    await other.close();
    expect(read()).not.toMatch(/erase-me|secret/);
  });

  it('answers queries meanwhile, each from one state', async () => {
    const store = await openScratchStore();
    await store.append(0, [view(1, 0), view(2, 1, { visitor: 'other' })], false);
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

describe('the file', () => {
  it('goes on where it was', async () => {
    const options = scratchOptions();
    const store = await openStore(options);
    await store.append(0, [view(1, 0)], false);
    await store.close();
    const again = await openStore(options);
    expect(await again.status()).toMatchObject({ found: 'kept', cursor: 1, events: 1, visits: 1 });
    await again.close();
  });

  it.each([
    ['foreign', { source: 'another journal' }],
    ['changed', { ownHosts: ['example.com'] }],
    ['changed', { dataColumns: ['plan'] }],
  ] as const)('is made anew where it is %s', async (found, change) => {
    const options = scratchOptions();
    const store = await openStore(options);
    await store.append(0, [view(1, 0)], false);
    await store.close();
    const again = await openStore({ ...options, ...change });
    expect(await again.status()).toMatchObject({ found, cursor: 0, events: 0 });
    await again.close();
  });

  it.each([
    ['no database', (path: string) => writeFileSync(path, 'hello '.repeat(5_000))],
    ['empty', (path: string) => writeFileSync(path, '')],
    ['cut in half', (path: string) => truncateSync(path, statSync(path).size / 2)],
    [
      'overwritten in places',
      (path: string) => {
        const bytes = readFileSync(path);
        for (let at = 4_096; at < bytes.length; at += 3_001) bytes[at] = 255 - (bytes[at] ?? 0);
        writeFileSync(path, bytes);
      },
    ],
  ])('is made anew where it is %s', async (_what, damage) => {
    const options = scratchOptions();
    const store = await openStore(options);
    await store.append(0, randomJournal(createRandom(6), 300), false);
    await store.close();
    damage(options.path);
    const again = await openStore(options);
    expect(await again.status()).toMatchObject({ found: 'corrupt', cursor: 0, events: 0 });
    await again.close();
  });

  it('is left as it is where a newer hitmark has written it', async () => {
    const options = scratchOptions();
    const store = await openStore(options);
    await store.append(0, [view(1, 0)], false);
    await store.read((connection) => connection.rows('UPDATE meta SET version = 99'));
    await store.close();
    const before = readFileSync(options.path);
    await expect(openStore(options)).rejects.toMatchObject({
      code: 'store-newer',
      message: expect.stringContaining('upgrade hitmark') as string,
    });
    expect(readFileSync(options.path).equals(before)).toBe(true);
  });

  it('is made anew where an older hitmark has written it', async () => {
    const options = scratchOptions();
    const store = await openStore(options);
    await store.read((connection) => connection.rows('UPDATE meta SET version = 0'));
    await store.close();
    const again = await openStore(options);
    expect(await again.status()).toMatchObject({ found: 'older', events: 0 });
    await again.close();
  });

  it('loses what a copy that was not finished has left', async () => {
    const options = scratchOptions();
    writeFileSync(`${options.path}.new`, 'half a copy');
    const store = await openStore(options);
    expect(existsSync(`${options.path}.new`)).toBe(false);
    await store.close();
  });

  it('says what is wrong where there is no folder', async () => {
    const options = scratchOptions();
    await expect(
      openStore({ ...options, path: join(options.path, 'nowhere', 'report.duckdb') }),
    ).rejects.toMatchObject({ code: 'store-unavailable' });
  });

  it('takes at most a quarter of the bytes that events have in the journal', async () => {
    const options = scratchOptions();
    const store = await openStore(options);
    const events = randomJournal(createRandom(8), 20_000);
    await store.append(0, events, false);
    await store.close();
    const bytes = events.reduce((sum, { event }) => sum + event.length, 0);
    expect(statSync(options.path).size).toBeLessThan(bytes / 4);
  });
});
