import { describe, expect, it } from 'vitest';
import { createIds } from '../../src/visitors/ids.ts';

const ids = createIds();

const received = 1_795_339_800_123;
const uuidV7 = /^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;

function events(count: number, timeOf: (index: number) => number): string[] {
  return Array.from({ length: count }, (_, index) => ids.event(timeOf(index)));
}

describe('the id of an event', () => {
  it('is a uuid v7 that begins with the time, in ms', () => {
    const id = ids.event(received);
    expect(id).toMatch(uuidV7);
    expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(received);
  });

  it('ascends with the time, and within one millisecond', () => {
    const made = events(10_000, (index) => received + Math.floor(index / 1_000));
    expect(made).toEqual(made.toSorted());
    expect(new Set(made).size).toBe(made.length);
  });

  it('is given once, also where the clock steps back and forth', () => {
    const made = events(10_000, (index) => received - (index % 3));
    expect(new Set(made).size).toBe(made.length);
    expect(made.every((id) => uuidV7.test(id))).toBe(true);
  });

  it('can not be told from the one before it', () => {
    const tails = events(1_000, () => received).map((id) => id.slice(-10));
    expect(new Set(tails).size).toBe(tails.length);
  });
});

describe('a visitor', () => {
  it('is a uuid v4 of their own', () => {
    const visitors = Array.from({ length: 1_000 }, () => ids.visitor());
    expect(new Set(visitors).size).toBe(visitors.length);
    expect(visitors[0]).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  });
});
