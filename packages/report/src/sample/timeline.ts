import type { Random } from './random.ts';

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** Days of the sample: a month, and a month before it to compare with. */
const sampleDays = 60;

/** Visits by hour of the day in UTC: people of Central Europe, most of them at noon and in the evening. */
const hourWeights = [
  2, 1, 1, 1, 2, 5, 10, 14, 17, 18, 19, 20, 18, 17, 16, 17, 19, 22, 24, 23, 18, 11, 6, 3,
].map((weight, hour) => [hour, weight] as const);

/** Visits by day of the week, from Sunday. */
const weekdayFactors = [0.82, 1.02, 1.06, 1.04, 1, 1.12, 0.9];

/** Days before now on which much more happens: a sale, and what a forum said. */
const peaks: Readonly<Record<number, number>> = { 3: 2.1, 4: 1.25, 2: 1.4, 17: 1.45, 16: 1.2 };

const visitsOfDay = 62;

/** Times at which visits begin, without order. */
export function* visitTimes(nowMs: number, random: Random): Iterable<number> {
  for (let daysAgo = sampleDays - 1; daysAgo >= 0; daysAgo -= 1) {
    const startMs = Math.floor(nowMs / dayMs) * dayMs - daysAgo * dayMs;
    const growth = 1 + (sampleDays - daysAgo) / 240;
    const factor = (weekdayFactors[new Date(startMs).getUTCDay()] ?? 1) * (peaks[daysAgo] ?? 1);
    const count = Math.round(visitsOfDay * growth * factor * (0.92 + random.next() * 0.16));
    for (let visit = 0; visit < count; visit += 1) {
      const atMs = startMs + random.weighted(hourWeights) * hourMs + random.below(hourMs);
      if (atMs < nowMs) yield atMs;
    }
  }
  // Somebody is there right now, whatever the hour.
  for (let visit = 0; visit < 7; visit += 1) yield nowMs - random.below(12 * minuteMs);
}
