import { Temporal } from 'temporal-polyfill';

/** Days and times as a language writes them. */
export interface Days {
  /** `Sat 7 Nov` */
  weekday(day: string): string;
  /** `7 Nov` */
  short(day: string): string;
  /** `November 2026` */
  month(day: string): string;
  /** `1 – 30 November 2026` */
  span(from: string, to: string): string;
  /** `13:00` */
  hour(hour: string): string;
  /** `7 Nov 2026, 13:04:05` in the timezone. */
  moment(ms: number): string;
  /** `13:04` in the timezone. */
  clock(ms: number): string;
  /** `13:04:05` in the timezone. */
  clockSeconds(ms: number): string;
}

export function createDays(locale: string, timezone: string): Days {
  const formatter = (options: Intl.DateTimeFormatOptions, timeZone = 'UTC') =>
    new Intl.DateTimeFormat(locale, { timeZone, ...options });
  const weekday = formatter({ weekday: 'short', day: 'numeric', month: 'short' });
  const short = formatter({ day: 'numeric', month: 'short' });
  const month = formatter({ month: 'long', year: 'numeric' });
  const long = formatter({ day: 'numeric', month: 'long', year: 'numeric' });
  const moment = formatter({ dateStyle: 'medium', timeStyle: 'medium' }, timezone);
  const clock = formatter({ hour: '2-digit', minute: '2-digit' }, timezone);
  const clockSeconds = formatter({ timeStyle: 'medium' }, timezone);
  return {
    weekday: (day) => weekday.format(dateOf(day)),
    short: (day) => short.format(dateOf(day)),
    month: (day) => month.format(dateOf(day)),
    span: (from, to) =>
      from === to
        ? formatter({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(
            dateOf(from),
          )
        : long.formatRange(dateOf(from), dateOf(to)),
    hour: (hour) => hour.slice(11, 16),
    moment: (ms) => moment.format(ms),
    clock: (ms) => clock.format(ms),
    clockSeconds: (ms) => clockSeconds.format(ms),
  };
}

/** Noon, so that no timezone makes another day of it. */
function dateOf(day: string): Date {
  return new Date(
    Temporal.PlainDate.from(day.slice(0, 10)).toZonedDateTime('UTC').epochMilliseconds,
  );
}
