const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;

/** Date and time that a clock shows at a moment, by Intl. */
interface ClockTime {
  /** Such as `2026-11-01`. */
  readonly date: string;
  /** Such as `13`. */
  readonly hour: string;
  /** Such as `+01:00`. */
  readonly offset: string;
}

/** A clock of each timezone, with the times that it has shown: tests read the same moments again and again. */
const clocks = new Map<
  string,
  { readonly format: Intl.DateTimeFormat; readonly kept: Map<number, ClockTime> }
>();

export function clockAt(ms: number, timezone: string): ClockTime {
  const { format, kept } = clocks.get(timezone) ?? newClock(timezone);
  const known = kept.get(ms) ?? read(format, ms);
  kept.set(ms, known);
  return known;
}

function newClock(timezone: string) {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: timezone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'longOffset',
  });
  const clock = { format, kept: new Map<number, ClockTime>() };
  clocks.set(timezone, clock);
  return clock;
}

function read(format: Intl.DateTimeFormat, ms: number): ClockTime {
  const parts = Object.fromEntries(
    format.formatToParts(ms).map(({ type, value }) => [type, value]),
  );
  return {
    date: `${parts['year']}-${parts['month']}-${parts['day']}`,
    hour: parts['hour'] ?? '',
    offset: (parts['timeZoneName'] ?? '').replace('GMT', '') || '+00:00',
  };
}

/** Difference between a clock and UTC at a moment, in ms; east of Greenwich it is positive. */
export function offsetMs(ms: number, timezone: string): number {
  const { offset } = clockAt(ms, timezone);
  const [hours = 0, minutes = 0] = offset.slice(1).split(':').map(Number);
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

/** The first moment at which the clock shows a date; clocks change at a quarter of an hour. */
export function startOf(date: string, timezone: string): number {
  let ms = Date.parse(date) - dayMs;
  while (clockAt(ms, timezone).date < date) ms += hourMs / 4;
  return ms;
}

/** Tells whether the clock shows an hour of its day for the second time, because it was put back. */
export function isAgain(ms: number, timezone: string): boolean {
  const now = clockAt(ms, timezone);
  return [hourMs / 2, hourMs].some((beforeMs) => {
    const before = clockAt(ms - beforeMs, timezone);
    return before.date === now.date && before.hour === now.hour && before.offset !== now.offset;
  });
}

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * dayMs).toISOString().slice(0, 10);
}

export function addMonths(date: string, months: number): string {
  const [year, month] = date.split('-').map(Number);
  return new Date(Date.UTC(year ?? 0, (month ?? 0) - 1 + months, 1)).toISOString().slice(0, 10);
}

export function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / dayMs;
}

export function mondayOf(date: string): string {
  return addDays(date, -((new Date(date).getUTCDay() + 6) % 7));
}

export function monthOf(date: string): string {
  return `${date.slice(0, 7)}-01`;
}

export function monthsBetween(from: string, to: string): number {
  const [a, b] = [new Date(from), new Date(to)];
  return (b.getUTCFullYear() - a.getUTCFullYear()) * 12 + b.getUTCMonth() - a.getUTCMonth();
}
