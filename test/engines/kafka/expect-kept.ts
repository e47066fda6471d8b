import { expect } from 'vitest';
import type { ReadMessage } from './topic.ts';

/** Comparison of a topic with what was sent to it. */
export interface Kept {
  /** Keys that were acknowledged and are not there. */
  readonly lost: readonly string[];
  /** Messages beyond the first of each id. */
  readonly duplicates: number;
}

/** Compares what a topic holds with what was acknowledged. */
export function compareKept(
  messages: readonly ReadMessage[],
  acknowledged: Iterable<string>,
): Kept {
  const idsByKey = new Map<string, Set<string>>();
  const ids = new Set<string>();
  for (const { value, headers } of messages) {
    const { id, data } = JSON.parse(value) as { id: string; data: { check: string } };
    expect(headers['id']).toBe(id);
    ids.add(id);
    idsByKey.set(data.check, (idsByKey.get(data.check) ?? new Set()).add(id));
  }
  // What comes twice is known by its id.
  for (const [key, own] of idsByKey) expect([key, own.size]).toEqual([key, 1]);
  return {
    lost: [...acknowledged].filter((key) => !idsByKey.has(key)),
    duplicates: messages.length - ids.size,
  };
}

/** Expects each partition to have its journal's events in their order, but for those that come again. */
export function expectOrder(messages: readonly ReadMessage[]): void {
  const last = new Map<string, number>();
  const seen = new Set<string>();
  for (const { partition, headers } of messages) {
    const { id = '', journal = '', sequence } = headers;
    if (seen.has(id)) continue;
    seen.add(id);
    const place = `${journal}/${partition}`;
    expect(Number(sequence)).toBeGreaterThan(last.get(place) ?? 0);
    last.set(place, Number(sequence));
  }
}
