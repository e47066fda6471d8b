import { describe, expect, it } from 'vitest';
import type { Reader } from '../../src/access/index.ts';
import { everything } from '../../src/access/everything.ts';
import { createQueryGate } from '../../src/server/query-gate.ts';

const reader = (name: string): Reader => ({ ...everything, name });

/** A query that goes on until it is told to end. */
function createQuery() {
  const started: AbortSignal[] = [];
  const ends = Promise.withResolvers<string>();
  return {
    started,
    end: () => ends.resolve('answer'),
    run: (signal: AbortSignal) => {
      started.push(signal);
      return ends.promise;
    },
  };
}

describe('the gate for queries', () => {
  it('runs four at a time, and those that wait when it is their turn', async () => {
    const gate = createQueryGate(60_000);
    const query = createQuery();
    const answers = Array.from({ length: 6 }, () => gate.run(reader('a'), query.run));
    expect(query.started).toHaveLength(4);
    query.end();
    expect(await Promise.all(answers)).toEqual(Array.from({ length: 6 }, () => 'answer'));
    expect(query.started).toHaveLength(6);
  });

  it('refuses what is too much of one reader, and of all together', async () => {
    const gate = createQueryGate(60_000);
    const query = createQuery();
    const ask = (name: string) => gate.run(reader(name), query.run);
    const answers = Array.from({ length: 24 }, () => ask('a'));
    await expect(ask('a')).rejects.toMatchObject({ code: 'too-many-queries' });
    answers.push(...Array.from({ length: 12 }, () => ask('b')));
    await expect(ask('c')).rejects.toMatchObject({ code: 'busy' });
    query.end();
    await Promise.all(answers);
    await expect(ask('a')).resolves.toBe('answer');
  });

  it('never starts a query whose reader has gone, and tells a running one', async () => {
    const gate = createQueryGate(60_000);
    const query = createQuery();
    const gone = new AbortController();
    const running = Array.from({ length: 4 }, () => gate.run(reader('a'), query.run, gone.signal));
    const waiting = gate.run(reader('a'), query.run, gone.signal);
    gone.abort();
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
    expect(query.started.map(({ aborted }) => aborted)).toEqual([true, true, true, true]);
    const next = gate.run(reader('b'), query.run);
    expect(query.started).toHaveLength(4);
    query.end();
    await Promise.all(running);
    await next;
    expect(query.started).toHaveLength(5);
  });

  it('cancels what takes too long, and all when it closes', async () => {
    const untilAborted = (signal: AbortSignal): Promise<never> =>
      new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    await expect(createQueryGate(5).run(reader('a'), untilAborted)).rejects.toMatchObject({
      code: 'query-timeout',
    });
    const gate = createQueryGate(60_000);
    const running = gate.run(reader('a'), untilAborted);
    gate.close();
    await expect(running).rejects.toMatchObject({ name: 'AbortError' });
  });
});
