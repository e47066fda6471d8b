import { describe, expect, it } from 'vitest';
import { parseQuery } from '../../src/query/index.ts';
import { appendAll } from '../support/append-all.ts';
import { ask, count } from '../support/ask.ts';
import { contentsOf } from '../support/contents.ts';
import { createRandom } from '../support/random.ts';
import { randomJournal } from '../support/random-journal.ts';
import { sampleView } from '../support/sample-view.ts';
import { openScratchStore } from '../support/scratch-store.ts';

describe('append', () => {
  it('adds each event once, however often it comes', async () => {
    const store = await openScratchStore();
    const events = [sampleView(1, 0), sampleView(2, 1), sampleView(5, 2)];
    expect(await store.append(0, events.slice(0, 2), false)).toBe(2);
    expect(await store.append(0, events, false)).toBe(5);
    expect(await count(store, 'pageviews')).toEqual([3]);
    await store.close();
  });

  it('may keep back what others follow, and says so by its cursor', async () => {
    const store = await openScratchStore();
    expect(await store.append(0, [sampleView(1, 0)], true)).toBe(0);
    expect(await store.append(1, [sampleView(2, 1)], false)).toBe(2);
    expect(await count(store, 'pageviews')).toEqual([2]);
    await store.close();
  });

  it('takes no event where some before it are missing', async () => {
    const store = await openScratchStore();
    await store.append(0, [sampleView(1, 0)], false);
    await expect(store.append(7, [sampleView(8, 0)], false)).rejects.toMatchObject({
      code: 'store-behind',
    });
    expect((await store.status()).cursor).toBe(1);
    await store.close();
  });

  it('skips texts that are not events, and goes on', async () => {
    const store = await openScratchStore();
    const strange = [
      '',
      '[]',
      '{"type":"pageview"}',
      '{"type":"pageview","time":"2026-00-00T00:00:00Z"}',
    ];
    const events = strange.map((event, index) => ({ sequence: index + 1, event }));
    expect(await store.append(0, [...events, sampleView(9, 0)], false)).toBe(9);
    expect(await store.append(9, [{ sequence: 12, event: 'nothing' }], false)).toBe(12);
    expect((await store.status()).events).toBe(1);
    await store.close();
  });
});

describe('visits', () => {
  it('end after a pause of more than 30 minutes, and not of 30', async () => {
    const store = await openScratchStore();
    await store.append(0, [sampleView(1, 0), sampleView(2, 30), sampleView(3, 61)], false);
    expect(await count(store, 'visits', 'visitors', 'visit_duration')).toEqual([2, 1, 900]);
    await store.close();
  });

  it('become one when a late event comes between them', async () => {
    const store = await openScratchStore();
    await store.append(0, [sampleView(1, 0), sampleView(2, 50)], false);
    expect(await count(store, 'visits', 'bounce_rate')).toEqual([2, 1]);
    await store.append(2, [sampleView(3, 25)], false);
    expect(await count(store, 'visits', 'bounce_rate')).toEqual([1, 0]);
    await store.close();
  });

  it('take a late event for their first, with its source', async () => {
    const store = await openScratchStore();
    await store.append(0, [sampleView(1, 5, { url: 'https://a.example/second' })], false);
    const first = { url: 'https://a.example/first', campaign: { source: 'news' } };
    await store.append(1, [sampleView(2, 0, first)], false);
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
    const first = events[700]?.sequence ?? 0;
    const store = await openScratchStore();
    await appendAll(store, events, createRandom(1));
    const kept = events.filter(({ sequence }) => sequence >= first);
    expect(await store.deleteBefore(first)).toBe(events.length - kept.length);
    const other = await openScratchStore();
    await other.append(0, kept, false);
    expect(await contentsOf(store)).toEqual(await contentsOf(other));
    await store.close();
    await other.close();
  });
});
