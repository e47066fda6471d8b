import { origins } from './catalogue.ts';
import { createEventBuilder, type SampleEvent } from './event-builder.ts';
import { letterEvents } from './letters.ts';
import { machineEvents } from './machine-events.ts';
import { createRandom, type Random } from './random.ts';
import { visitTimes } from './timeline.ts';
import { visitEvents } from './visit.ts';
import { createVisitor, type SampleVisitor } from './visitor.ts';

export interface SampleOptions {
  /** End of the sample, Unix ms. */
  readonly nowMs: number;
  /** Seed of the random numbers: the same seed and end give the same events. */
  readonly seed: number;
}

/** Share of visits by somebody who has been there before. */
const returning = 0.28;
/** Programs, compared with visits. */
const machineShare = 0.1;
const orderRate = 0.022;

/**
 * Makes believable events of a month, and of a month before it to compare with: a shop with visits,
 * searches, orders, newsletters and what they brought, and programs. All are of the site `sample`.
 *
 * @returns the events in the order of their times
 */
export function sampleEvents({ nowMs, seed }: SampleOptions): readonly SampleEvent[] {
  const random = createRandom(seed);
  const build = createEventBuilder(random);
  const events = [...webEvents(nowMs, random), ...letterEvents(nowMs, build, random)];
  return events
    .filter(({ time }) => Date.parse(time) <= nowMs)
    .toSorted((one, other) => Date.parse(one.time) - Date.parse(other.time));
}

function* webEvents(nowMs: number, random: Random): Iterable<SampleEvent> {
  const build = createEventBuilder(random);
  const known: SampleVisitor[] = [];
  for (const startMs of visitTimes(nowMs, random)) {
    const visitor =
      known.length > 0 && random.chance(returning) ? random.pick(known) : createVisitor(random);
    known.push(visitor);
    const origin = random.weighted(origins);
    yield* visitEvents({ startMs, visitor, origin, entry: null, orderRate }, build, random);
    if (random.chance(machineShare)) yield* machineEvents(startMs, build, random);
  }
}
