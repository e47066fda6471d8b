import type { BuildEvent, SampleEvent } from './event-builder.ts';
import type { Random } from './random.ts';

/** Web Vitals with the limits of good and poor (web.dev/articles/vitals). */
const vitals = [
  { name: 'LCP', middle: 1_900, good: 2_500, poor: 4_000, digits: 0 },
  { name: 'INP', middle: 110, good: 200, poor: 500, digits: 0 },
  { name: 'CLS', middle: 0.04, good: 0.1, poor: 0.25, digits: 3 },
] as const;

/** Makes what the browser measured of a view. */
export function* vitalsOf(
  on: Readonly<Record<string, unknown>>,
  atMs: number,
  build: BuildEvent,
  random: Random,
): Iterable<SampleEvent> {
  for (const { name, middle, good, poor, digits } of vitals) {
    const value = Number((middle * Math.exp((random.next() - 0.45) * 2)).toFixed(digits));
    const rating = value <= good ? 'good' : value <= poor ? 'needs-improvement' : 'poor';
    const data = { name, value, rating };
    yield build('event', atMs + 3_000 + random.below(2_000), { name: 'vital', ...on, data });
  }
}
