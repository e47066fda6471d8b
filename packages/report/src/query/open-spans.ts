const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** Spans of time from the sending of an email to an open, in order, each with its end in ms. */
export const openSpans: readonly (readonly [name: string, untilMs: number])[] = [
  ['0-1m', minuteMs],
  ['1-5m', 5 * minuteMs],
  ['5-15m', 15 * minuteMs],
  ['15-60m', hourMs],
  ['1-3h', 3 * hourMs],
  ['3-6h', 6 * hourMs],
  ['6-12h', 12 * hourMs],
  ['12-24h', dayMs],
  ['1-2d', 2 * dayMs],
  ['2-7d', 7 * dayMs],
  ['7d-', Infinity],
];
