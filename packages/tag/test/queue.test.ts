import { describe, expect, it } from 'vitest';
import { takeQueue } from '../src/queue.ts';

/** A tag that keeps what it is told. */
function recordingTag() {
  const told: unknown[][] = [];
  const tag = (...args: unknown[]): void => {
    told.push(args);
  };
  return { tag, told };
}

describe('takeQueue', () => {
  it.each([
    ['arguments', (...args: unknown[]) => ({ q: [toArguments(...args)] })],
    ['arrays', (...args: unknown[]) => ({ q: [args] })],
    ['objects with numbers', (...args: unknown[]) => ({ q: [Object.fromEntries(args.entries())] })],
    ['a list itself', (...args: unknown[]) => [args]],
    ['a function with a queue', (...args: unknown[]) => Object.assign(() => {}, { q: [args] })],
  ])('runs what a stub kept as %s', (_name, toStub) => {
    const { tag, told } = recordingTag();
    takeQueue(toStub('event', 'a', { n: 1 }), tag);
    expect(told).toEqual([['event', 'a', { n: 1 }]]);
  });

  it.each([undefined, {}, () => {}, [], { q: [] }])('runs nothing of %s', (stub) => {
    const { tag, told } = recordingTag();
    takeQueue(stub, tag);
    expect(told).toEqual([]);
  });

  it('lets whoever kept the queue push into the tag', () => {
    const { tag, told } = recordingTag();
    takeQueue(undefined, tag);
    (tag as unknown as { q: { push(command: unknown): void } }).q.push(['event', 'later']);
    expect(told).toEqual([['event', 'later']]);
  });
});

function toArguments(..._args: unknown[]): unknown {
  // eslint-disable-next-line prefer-rest-params -- what most stubs keep
  return arguments;
}
