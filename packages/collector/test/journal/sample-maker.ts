import { toRow, type Make, type MakerTools } from '../../src/journal/index.ts';
import { sampleEvent } from '../sample-event.ts';

/** What the sample maker is told once. */
interface SampleData {
  readonly prefix: string;
}

/**
 * A maker for tests, as a module of the writer's thread: one event for each title of an input, or, of a
 * title that begins with `hit`, a hit. It replies with the titles, and throws at `throw`.
 */
export function createMaker({ prefix }: SampleData, { placeOfClick }: MakerTools): Make {
  if (prefix === 'throw') throw new Error('no maker');
  return (titles) => {
    if (titles.includes('throw')) throw new TypeError('expected another title');
    const rows = titles.map((title) =>
      toRow({
        event: sampleEvent({ title: `${prefix}${title}` }),
        received: 1_700_000_000_000,
        hit: String(title).startsWith('hit') ? { time: 1, identity: String(title) } : null,
      }),
    );
    return { rows, reply: [...titles, placeOfClick('none')] };
  };
}
