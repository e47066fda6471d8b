import { describe, expect, it } from 'vitest';
import { createReplicas } from '../../../src/forwarders/kafka/replicas.ts';

const patient = { waitMs: 60_000, whenLate: 'refuse' } as const;

/** Answers given so far, by name. */
function follow() {
  const answers: Record<string, boolean> = {};
  const add = (name: string, reached: Promise<boolean>): void => {
    void reached.then((has) => (answers[name] = has));
  };
  return { answers, add };
}

/** Lets everything that is due by now happen. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('waiting for the replicas', () => {
  it('ends where they have come to, and not before', async () => {
    const replicas = createReplicas({ ...patient, look() {} });
    const { answers, add } = follow();
    add('first', replicas.reached([1]));
    add('both', replicas.reached([2, 3]));
    replicas.take({ kind: 'reached', sequence: 2 });
    await turn();
    expect(answers).toEqual({ first: true });
    replicas.take({ kind: 'reached', sequence: 3 });
    await turn();
    expect(answers).toEqual({ first: true, both: true });
  });

  it('takes no time where they have come that far already', async () => {
    const replicas = createReplicas({ ...patient, look: () => expect.fail('nothing to look for') });
    replicas.take({ kind: 'reached', sequence: 5 });
    expect(await replicas.reached([5])).toBe(true);
  });

  it('of a hit that is sent again lasts as long as that of the first', async () => {
    const replicas = createReplicas({ ...patient, look() {} });
    const { answers, add } = follow();
    add('first', replicas.reached([4]));
    add('again', replicas.reached([-4]));
    add('older', replicas.reached([-3]));
    replicas.take({ kind: 'reached', sequence: 3 });
    await turn();
    expect(answers).toEqual({});
    replicas.take({ kind: 'reached', sequence: 4 });
    await turn();
    expect(answers).toEqual({ first: true, again: true, older: true });
  });

  it('ends with no for answers with a refused event, and for no others', async () => {
    const replicas = createReplicas({ ...patient, look() {} });
    const { answers, add } = follow();
    add('refused', replicas.reached([1, 2]));
    add('other', replicas.reached([3]));
    replicas.take({ kind: 'refused', sequences: [2], floor: 0 });
    replicas.take({ kind: 'reached', sequence: 3 });
    add('again', replicas.reached([-2]));
    add('its neighbour', replicas.reached([-1]));
    await turn();
    const expected = { refused: false, other: true, again: false, 'its neighbour': true };
    expect(answers).toEqual(expected);
    replicas.take({ kind: 'accepted', sequences: [2] });
    expect(await replicas.reached([-2])).toBe(true);
  });

  it('shows whether replicas are available', async () => {
    const replicas = createReplicas({ ...patient, waitMs: 1, look() {} });
    expect(replicas.unavailable()).toBe('replicas-unreachable');
    replicas.take({ kind: 'availability', reason: null });
    expect(replicas.unavailable()).toBe(null);
    expect(await replicas.reached([1])).toBe(false);
    expect(replicas.unavailable()).toBe('replicas-late');
    replicas.take({ kind: 'reached', sequence: 1 });
    expect(replicas.unavailable()).toBe(null);
    replicas.take({ kind: 'availability', reason: 'replicas-too-few' });
    expect(replicas.unavailable()).toBe('replicas-too-few');
  });

  it('passes its news on to a process that starts later', async () => {
    const [first, second] = [0, 1].map(() => createReplicas({ ...patient, look() {} }));
    first?.take({ kind: 'refused', sequences: [2], floor: 1 });
    first?.take({ kind: 'reached', sequence: 3 });
    first?.take({ kind: 'availability', reason: null });
    for (const news of first?.state() ?? []) second?.take(news);
    expect(second?.unavailable()).toBe(null);
    const { answers, add } = follow();
    for (const sequence of [1, 2, 3]) {
      add(String(sequence), second?.reached([sequence]) ?? Promise.reject(new Error('none')));
    }
    await turn();
    expect(answers).toEqual({ 1: false, 2: false, 3: true });
  });

  it('ends with no when its time is over', async () => {
    const replicas = createReplicas({ ...patient, waitMs: 1, look() {} });
    expect(await replicas.reached([1])).toBe(false);
    expect(await replicas.reached([2, -1])).toBe(false);
    replicas.take({ kind: 'reached', sequence: 2 });
    expect(await replicas.reached([2])).toBe(true);
  });

  it('ends with no when it is closed', async () => {
    const replicas = createReplicas({ ...patient, look() {} });
    const waiting = replicas.reached([1]);
    replicas.close();
    expect(await waiting).toBe(false);
  });

  it('asks for a look once, and again while somebody waits', () => {
    let looks = 0;
    const look = (): void => void (looks += 1);
    const replicas = createReplicas({ ...patient, look });
    for (const sequence of [1, 2, 3]) void replicas.reached([sequence]);
    expect(looks).toBe(1);
    replicas.take({ kind: 'reached', sequence: 2 });
    expect(looks).toBe(2);
    replicas.take({ kind: 'reached', sequence: 3 });
    expect(looks).toBe(2);
  });

  it('answers everybody in a long line, once each', async () => {
    const replicas = createReplicas({ ...patient, look() {} });
    const all = Array.from({ length: 10_000 }, (_, index) => replicas.reached([index + 1]));
    for (let sequence = 500; sequence <= 10_000; sequence += 500)
      replicas.take({ kind: 'reached', sequence: sequence });
    expect(new Set(await Promise.all(all))).toEqual(new Set([true]));
  });
});
