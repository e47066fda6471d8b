import { describe, expect, it } from 'vitest';
import { batchesOf } from '../../../src/command/events/replay-batches.ts';
import type { StoredEvent } from '../../../src/journal/index.ts';

function eventsFrom(first: number, last: number, characters = 2): StoredEvent[] {
  return Array.from({ length: last - first + 1 }, (_none, index) => ({
    sequence: first + index,
    event: 'x'.repeat(characters),
    webhook: null,
  }));
}

async function* pagesOf(...pages: readonly (readonly StoredEvent[])[]) {
  for (const [index, chosen] of pages.entries()) {
    yield { chosen, last: chosen.at(-1)?.sequence ?? index };
  }
}

async function read(
  batchEvents: number,
  end: number,
  ...pages: readonly (readonly StoredEvent[])[]
): Promise<readonly (readonly number[])[]> {
  const found: number[][] = [];
  for await (const { events } of batchesOf(pagesOf(...pages), end, batchEvents)) {
    found.push(events.map(({ sequence }) => sequence));
  }
  return found;
}

describe('events that are handed on again', () => {
  it('wait for those of other pages, where a destination minds many small batches', async () => {
    const pages = [eventsFrom(1, 2), [], eventsFrom(5, 5), eventsFrom(7, 9), eventsFrom(10, 10)];
    expect(await read(4, 10, ...pages)).toEqual([[1, 2, 5, 7, 8, 9], [10]]);
  });

  it('do not wait elsewhere', async () => {
    const pages = [eventsFrom(1, 2), [], eventsFrom(5, 5)];
    expect(await read(1, 5, ...pages)).toEqual([[1, 2], [], [5]]);
  });

  it('do not wait where they are large', async () => {
    const pages = [eventsFrom(1, 20, 1_000_000), eventsFrom(21, 30)];
    const batches = await read(1_000, 30, ...pages);
    expect(batches.map(({ length }) => length)).toEqual([20, 10]);
  });

  it('are none that came after the command was started', async () => {
    expect(await read(100, 3, eventsFrom(1, 2), eventsFrom(3, 5), eventsFrom(6, 9))).toEqual([
      [1, 2, 3],
    ]);
  });
});
