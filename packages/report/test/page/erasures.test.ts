import { describe, expect, it } from 'vitest';
import { createErasures } from '../../src/page/person/erasures.ts';

const counts = { events: 1, deliveries: 0, lines: 0, report: 1, notices: [] };
const somebody = [{ by: 'user', value: 'ada' }] as const;

describe('erasures', () => {
  it('are found until they have ended, however many are begun after them', async () => {
    const first = Promise.withResolvers<typeof counts>();
    const { promise } = first;
    const erasures = createErasures(() => promise);
    const ids = Array.from({ length: 60 }, () => erasures.begin(somebody));
    expect(ids.map((id) => erasures.find(id)?.state)).toEqual(ids.map(() => 'running'));

    first.resolve(counts);
    await expect.poll(() => erasures.find(ids.at(-1) ?? '')?.state).toBe('done');
    const found = ids.map((id) => erasures.find(id)?.state ?? null);
    // The last fifty that have ended are kept.
    expect(found).toEqual([...Array(10).fill(null), ...Array(50).fill('done')]);
  });

  it('say why one has failed, and go on with the next', async () => {
    let times = 0;
    const erasures = createErasures(async () => {
      times += 1;
      if (times === 1) throw new Error('the disk is full');
      return counts;
    });
    const [one, other] = [erasures.begin(somebody), erasures.begin(somebody)];
    await expect.poll(() => erasures.find(other)?.state).toBe('done');
    expect(erasures.find(one)).toEqual({ state: 'failed', message: 'the disk is full' });
    expect(erasures.find('another')).toBeNull();
  });
});
