import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createGroupCommit } from '../../../src/journal/writer/group-commit.ts';

/** Size of a part: each letter stands for an event of one byte. */
const size = (part: string) => ({ events: part.length, bytes: part.length });

/** A store in memory, whose commits wait until `finish` is called. */
function slowStore() {
  const transactions: string[][] = [];
  let proceed: (() => void)[] = [];
  let sequence = 0;
  return {
    transactions,
    commit: async (parts: readonly string[]): Promise<number[]> => {
      transactions.push([...parts]);
      await new Promise<void>((resolve) => proceed.push(resolve));
      return parts.map(() => (sequence += 1));
    },
    /** Waits until a number of transactions have begun. */
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
    const appends = ['a', 'b', 'c'].map((event) => commits.append(event, size(event)));
    await nextTurn();
    store.finish();
    await Promise.all(appends);
    expect(store.transactions).toEqual([['a', 'b', 'c']]);
  });

  it('puts what arrives during a commit into the next one', async () => {
    const store = slowStore();
    const commits = createGroupCommit(store.commit, 1_000);
    const first = commits.append('a', size('a'));
    await nextTurn();
    const others = ['b', 'c'].map((event) => commits.append(event, size(event)));
    await nextTurn();
    expect(store.transactions).toEqual([['a']]);
    store.finish();
    await first;
    await store.begun(2);
    store.finish();
    await Promise.all(others);
    expect(store.transactions).toEqual([['a'], ['b', 'c']]);
  });

  it('gives each append its own result, and an error to nobody else', async () => {
    const results = (parts: readonly string[]) =>
      Promise.resolve(parts.map((part) => (part === '' ? new Error('nothing') : part.length)));
    const commits = createGroupCommit(results, 1_000);
    const answers = await Promise.allSettled(
      ['1', '', '333'].map((part) => commits.append(part, size(part))),
    );
    expect(answers).toEqual([
      { status: 'fulfilled', value: 1 },
      { status: 'rejected', reason: new Error('nothing') },
      { status: 'fulfilled', value: 3 },
    ]);
  });

  it('tells each transaction how many events are in it', async () => {
    const told: number[] = [];
    const commits = createGroupCommit((parts: readonly string[], events) => {
      told.push(events);
      return Promise.resolve(parts);
    }, 1_000);
    await Promise.all(['a', 'bbb'].map((part) => commits.append(part, size(part))));
    expect(told).toEqual([4]);
  });

  it('refuses every append of a transaction that failed, and no later one', async () => {
    const store = slowStore();
    let broken = true;
    const commits = createGroupCommit((parts: readonly string[]) => {
      if (broken) return Promise.reject(new Error('disk full'));
      return store.commit(parts);
    }, 1_000);
    const failures = await Promise.allSettled([
      commits.append('a', size('a')),
      commits.append('', size('')),
    ]);
    expect(failures.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    broken = false;
    const later = commits.append('b', size('b'));
    await nextTurn();
    store.finish();
    await expect(later).resolves.toBe(1);
  });

  it('counts what is under way to the bound, and frees them when they are stored', async () => {
    const store = slowStore();
    const commits = createGroupCommit(store.commit, 10);
    const first = commits.append('123456', size('123456'));
    await nextTurn();
    await expect(commits.append('12345', size('12345'))).rejects.toMatchObject({
      code: 'journal-full',
    });
    const fits = commits.append('1234', size('1234'));
    store.finish();
    await first;
    await store.begun(2);
    store.finish();
    await fits;
    const again = commits.append('1234567890', size('1234567890'));
    await store.begun(3);
    store.finish();
    await expect(again).resolves.toBe(3);
  });

  it('frees the queue when a transaction has failed', async () => {
    const commits = createGroupCommit(() => Promise.reject(new Error('disk full')), 10);
    await expect(commits.append('1234567890', size('1234567890'))).rejects.toThrow('disk full');
    await expect(commits.append('1234567890', size('1234567890'))).rejects.toThrow('disk full');
  });

  it('is idle when everything appended so far is stored, and at once when nothing was', async () => {
    const store = slowStore();
    const commits = createGroupCommit(store.commit, 1_000);
    await commits.idle();
    let idle = false;
    const append = commits.append('a', size('a'));
    const settled = commits.idle().then(() => (idle = true));
    await nextTurn();
    expect(idle).toBe(false);
    store.finish();
    await append;
    await settled;
    expect(idle).toBe(true);
  });
});
