import { describe, expect, it } from 'vitest';
import { createReplicas } from '../../../src/forwarders/kafka/replicas.ts';

const patient = { waitMs: 60_000, whenLate: 'refuse', last: 0 } as const;

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
    replicas.note(2);
    await turn();
    expect(answers).toEqual({ first: true });
    replicas.note(3);
    await turn();
    expect(answers).toEqual({ first: true, both: true });
  });

  it('takes no time where they have come that far already', async () => {
    const replicas = createReplicas({ ...patient, look: () => expect.fail('nothing to look for') });
    replicas.note(5);
    expect(await replicas.reached([5])).toBe(true);
  });

  it('of a hit that was stored before lasts until everything stored by then is there', async () => {
    const replicas = createReplicas({ ...patient, last: 9, look() {} });
    const { answers, add } = follow();
    add('again', replicas.reached([null]));
    replicas.note(8);
    await turn();
    expect(answers).toEqual({});
    replicas.note(9);
    await turn();
    expect(answers).toEqual({ again: true });
  });

  it('of a hit that is sent again at once lasts as long as that of the first', async () => {
    const replicas = createReplicas({ ...patient, look() {} });
    const { answers, add } = follow();
    add('first', replicas.reached([4]));
    add('again', replicas.reached([null]));
    await turn();
    expect(answers).toEqual({});
    replicas.note(4);
    await turn();
    expect(answers).toEqual({ first: true, again: true });
  });

  it('ends with no when its time is over', async () => {
    const replicas = createReplicas({ ...patient, waitMs: 1, look() {} });
    expect(await replicas.reached([1])).toBe(false);
    expect(await replicas.reached([2, null])).toBe(false);
    replicas.note(2);
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
    replicas.note(2);
    expect(looks).toBe(2);
    replicas.note(3);
    expect(looks).toBe(2);
  });

  it('answers everybody in a long line, once each', async () => {
    const replicas = createReplicas({ ...patient, look() {} });
    const all = Array.from({ length: 10_000 }, (_, index) => replicas.reached([index + 1]));
    for (let sequence = 500; sequence <= 10_000; sequence += 500) replicas.note(sequence);
    expect(new Set(await Promise.all(all))).toEqual(new Set([true]));
  });
});
