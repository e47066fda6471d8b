import type { SourceEvent } from '../../src/store/index.ts';
import type { Store } from '../../src/store/store.ts';
import type { Random } from './random.ts';

/** Adds events in batches of random lengths, some of them twice, as one who goes back does. */
export async function appendAll(
  store: Pick<Store, 'append'>,
  events: readonly SourceEvent[],
  random: Random,
): Promise<void> {
  let after = 0;
  for (let start = 0; start < events.length;) {
    const end = Math.min(events.length, start + 1 + random.below(events.length / 4));
    const again = random.chance(0.3) ? Math.max(0, start - random.below(50)) : start;
    await store.append(after, events.slice(again, end), random.chance(0.5));
    after = events[end - 1]?.sequence ?? after;
    start = end;
  }
  await store.append(after, [], false);
}
