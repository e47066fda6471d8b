import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createGroupCommit } from '../../src/journal/group-commit.ts';
import type { Row, Sequence } from '../../src/journal/thread-messages.ts';

function row(event: string): Row {
  return { received: 0, event, hitTime: null, hitIdentity: null, click: null, webhook: null };
}

/** Commits into memory, each when it is told to. */
function slowStore() {
  const transactions: string[][] = [];
  let proceed: (() => void)[] = [];
  let sequence = 0;
  return {
    transactions,
    commit: async (rows: readonly Row[]): Promise<Sequence[]> => {
      transactions.push(rows.map(({ event }) => event));
      await new Promise<void>((resolve) => proceed.push(resolve));
      return rows.map(() => (sequence += 1));
    },
    /** Waits until so many transactions have begun. */
    begun: (count: number) => expect.poll(() => transactions.length).toBe(count),
    finish: (): void => {
      const finished = proceed;
      proceed = [];
      for (const resolve of finished) resolve();
    },
  };
}

describe('createGroupCommit', () => {
  it('puts what is appended in one turn of the event loop into one transaction', async () => {
    const store = slowStore();
    const commits = createGroupCommit(store.commit, 1_000);
    const appends = ['a', 'b', 'c'].map((event) => commits.append([row(event)]));
    await nextTurn();
    store.finish();
    await Promise.all(appends);
    expect(store.transactions).toEqual([['a', 'b', 'c']]);
  });

  it('puts what arrives during a commit into the next one', async () => {
    const store = slowStore();
    const commits = createGroupCommit(store.commit, 1_000);
    const first = commits.append([row('a')]);
    await nextTurn();
    const others = ['b', 'c'].map((event) => commits.append([row(event)]));
    await nextTurn();
    expect(store.transactions).toEqual([['a']]);
    store.finish();
    await first;
    await store.begun(2);
    store.finish();
    await Promise.all(others);
    expect(store.transactions).toEqual([['a'], ['b', 'c']]);
  });

  it('gives each append the sequences of its own rows', async () => {
    const commits = createGroupCommit(
      (rows) => Promise.resolve(rows.map(({ event }) => (event === 'again' ? null : event.length))),
      1_000,
    );
    const answers = await Promise.all([
      commits.append([row('1'), row('22')]),
      commits.append([]),
      commits.append([row('again'), row('333')]),
    ]);
    expect(answers).toEqual([[1, 2], [], [null, 3]]);
  });

  it('refuses every append of a transaction that failed, and no later one', async () => {
    const store = slowStore();
    let broken = true;
    const commits = createGroupCommit((rows) => {
      if (broken) return Promise.reject(new Error('disk full'));
      return store.commit(rows);
    }, 1_000);
    const failures = await Promise.allSettled([commits.append([row('a')]), commits.append([])]);
    expect(failures.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    broken = false;
    const later = commits.append([row('b')]);
    await nextTurn();
    store.finish();
    await expect(later).resolves.toEqual([1]);
  });

  it('counts the rows under way to the bound, and frees them when they are stored', async () => {
    const store = slowStore();
    const commits = createGroupCommit(store.commit, 10);
    const first = commits.append([row('123456')]);
    await nextTurn();
    await expect(commits.append([row('12345')])).rejects.toMatchObject({ code: 'journal-full' });
    const fits = commits.append([row('1234')]);
    store.finish();
    await first;
    await store.begun(2);
    store.finish();
    await fits;
    const again = commits.append([row('1234567890')]);
    await store.begun(3);
    store.finish();
    await expect(again).resolves.toEqual([3]);
  });

  it('frees the queue when a transaction has failed', async () => {
    const commits = createGroupCommit(() => Promise.reject(new Error('disk full')), 10);
    await expect(commits.append([row('1234567890')])).rejects.toThrow('disk full');
    await expect(commits.append([row('1234567890')])).rejects.toThrow('disk full');
  });

  it('is idle when everything appended so far is stored, and at once when nothing was', async () => {
    const store = slowStore();
    const commits = createGroupCommit(store.commit, 1_000);
    await commits.idle();
    let idle = false;
    const append = commits.append([row('a')]);
    const settled = commits.idle().then(() => (idle = true));
    await nextTurn();
    expect(idle).toBe(false);
    store.finish();
    await append;
    await settled;
    expect(idle).toBe(true);
  });
});
