import { describe, expect, it, onTestFinished } from 'vitest';
import { parseQuery } from '../../src/query/index.ts';
import { follow, startStore, type StoreRestart } from '../../src/store/index.ts';
import { startStoreChild } from '../../src/process/store-child.ts';
import { createRandom } from '../support/random.ts';
import { journalNow, randomJournal } from '../support/random-journal.ts';
import { openScratchStore, scratchOptions } from '../support/scratch-store.ts';
import { contentsOf } from '../support/contents.ts';
import { openStore } from '../../src/store/store.ts';

const events = randomJournal(createRandom(11), 2_000);
const last = events.at(-1)?.sequence ?? 0;
const source = {
  read: (after: number, limit: number) =>
    events.filter(({ sequence }) => sequence > after).slice(0, limit),
};
const query = parseQuery({ date_range: 'all', metrics: ['pageviews', 'visitors', 'visits'] });

describe('a store in a process of its own', () => {
  it('answers queries, and names what is wrong in them', async () => {
    const store = await startStore(scratchOptions());
    onTestFinished(() => store.close());
    expect(await store.append(0, events, false)).toBe(last);
    const { results, meta } = await store.query(query, journalNow);
    expect(results).toHaveLength(1);
    expect(meta.as_of_sequence).toBe(last);
    const wrong = parseQuery({
      date_range: 'all',
      metrics: ['visitors'],
      filters: ['matches', 'page', ['(?=a)']],
    });
    await expect(store.query(wrong, journalNow)).rejects.toMatchObject({
      code: 'invalid-query',
      problems: [{ path: 'filters[2][0]' }],
    });
  });

  it('ends a query that nobody waits for', async () => {
    const store = await startStore(scratchOptions());
    onTestFinished(() => store.close());
    await store.append(0, events, false);
    const cancel = new AbortController();
    const answer = store.query(query, journalNow, cancel.signal);
    cancel.abort();
    await expect(answer).rejects.toMatchObject({ code: 'query-cancelled' });
    expect((await store.status()).cursor).toBe(last);
  });

  it('has each event once after kill -9 in the middle', async () => {
    const options = scratchOptions();
    const child = startStoreChild();
    await child.call('open', { options, fresh: false });
    await child.call('append', { after: 0, events: events.slice(0, 500), more: false });
    const lost = child.call('append', { after: events[499]?.sequence ?? 0, events, more: false });
    child.kill();
    await expect(lost).rejects.toMatchObject({ code: 'store-stopped' });
    await child.exit;

    const store = await startStore(options);
    const follower = await follow({ source, store });
    await expect.poll(() => follower.cursor).toBe(last);
    await follower.stop();
    await store.close();
    const [again, whole] = [await openStore(options), await openScratchStore()];
    await whole.append(0, events, false);
    expect(await contentsOf(again)).toEqual(await contentsOf(whole));
    await again.close();
    await whole.close();
  });

  it('is started again when its process has ended, and is filled on', async () => {
    const restarts: StoreRestart[] = [];
    const store = await startStore({
      ...scratchOptions(),
      onRestart: (restart) => restarts.push(restart),
    });
    onTestFinished(() => store.close());
    await store.append(0, events.slice(0, 100), false);
    await store.rebuild();
    await expect.poll(() => restarts.length).toBeGreaterThan(0);
    expect(restarts[0]).toMatchObject({ reason: 'rebuild', status: { cursor: 0, events: 0 } });
    const follower = await follow({ source, store });
    await expect.poll(() => follower.cursor).toBe(last);
    await follower.stop();
    expect((await store.status()).events).toBe(events.length);
  });
});
