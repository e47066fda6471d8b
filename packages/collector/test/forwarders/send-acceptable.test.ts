import { expect, it } from 'vitest';
import { sendAcceptable } from '../../src/forwarders/send-acceptable.ts';
import type { StoredEvent } from '../../src/journal/index.ts';

const events: readonly StoredEvent[] = Array.from({ length: 100 }, (_none, index) => ({
  sequence: index + 1,
  event: `{"id":"${index + 1}"}`,
  webhook: null,
}));
const sequences = (of: readonly StoredEvent[]): number[] => of.map(({ sequence }) => sequence);
const refusalOf = (error: unknown): string | null =>
  (error as Error).message === 'refused' ? 'too-large' : null;

/** A destination that takes a batch as a whole, or not at all. */
function destination(bad: readonly number[]) {
  const taken: number[] = [];
  let attempts = 0;
  const send = async (batch: readonly StoredEvent[]): Promise<void> => {
    attempts += 1;
    if (batch.some(({ sequence }) => bad.includes(sequence))) throw new Error('refused');
    taken.push(...sequences(batch));
  };
  return { taken, attempts: () => attempts, send };
}

it.each([[[]], [[1]], [[100]], [[50, 51]], [[3, 97, 98, 99]], [sequences(events)]])(
  'sends all but those that are refused, in their order: %o',
  async (bad: readonly number[]) => {
    const { send, taken } = destination(bad);
    const refusals = await sendAcceptable(events, send, refusalOf);
    expect(sequences(refusals.map(({ event }) => event))).toEqual(bad);
    expect(new Set(refusals.map(({ reason }) => reason)).size).toBe(bad.length > 0 ? 1 : 0);
    expect(taken).toEqual(sequences(events).filter((sequence) => !bad.includes(sequence)));
  },
);

it('takes few attempts for one among many', async () => {
  const { send, attempts } = destination([42]);
  await sendAcceptable(events, send, refusalOf);
  expect(attempts()).toBeLessThan(20);
});

it('goes no further where the destination is down', async () => {
  const down = destination([]);
  const send = async (batch: readonly StoredEvent[]): Promise<void> => {
    if (down.taken.length > 0) throw new Error('down');
    if (batch.length > 10) throw new Error('refused');
    await down.send(batch);
  };
  await expect(sendAcceptable(events, send, refusalOf)).rejects.toThrow('down');
  expect(down.taken.length).toBeLessThan(11);
});

it('sends nothing where there is nothing', async () => {
  const { send, attempts } = destination([]);
  expect(await sendAcceptable([], send, refusalOf)).toEqual([]);
  expect(attempts()).toBe(0);
});
