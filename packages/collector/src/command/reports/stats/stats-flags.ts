import { CommandError } from '../../command-error.ts';

/** Choice of events and of numbers, as `hitmark stats` is asked for it. */
export interface StatsChoice {
  /** Null: all sites. */
  readonly sites: readonly string[] | null;
  /** Span of time, in the form of the query API. */
  readonly dateRange: string | readonly [from: string, to: string];
  /** Dimension of the one table that is asked for. */
  readonly by: string | null;
  /** An email. */
  readonly message: string | null;
  /** Period that numbers are compared with, in the form of the query API. */
  readonly compare: 'previous_period' | 'previous_year';
  readonly timezone: string;
  /** Rows of that table. */
  readonly limit: number;
  readonly format: 'text' | 'json' | 'csv';
}

/** Flags of `hitmark stats` that have a value. */
export const statsFlags = [
  'site',
  'days',
  'from',
  'to',
  'by',
  'message',
  'timezone',
  'limit',
  'compare',
];
/** Flags that have none. */
export const statsSwitches = ['csv'];

/**
 * Reads the flags of `hitmark stats`.
 *
 * @throws CommandError `usage`
 */
export function readChoice(flags: Readonly<Record<string, string>>): StatsChoice {
  const { site, by, message, json, csv } = flags;
  if (json !== undefined && csv !== undefined) throw usage('expected one of --json and --csv');
  return {
    sites: site === undefined ? null : site.split(',').filter((each) => each !== ''),
    dateRange: readRange(flags),
    by: by ?? null,
    message: message ?? null,
    compare: readCompare(flags['compare'] ?? 'before'),
    timezone: flags['timezone'] ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    limit: readNumber('limit', flags['limit'] ?? '20', 10_000),
    format: json !== undefined ? 'json' : csv !== undefined ? 'csv' : 'text',
  };
}

function readRange(flags: Readonly<Record<string, string>>): StatsChoice['dateRange'] {
  const { days, from, to } = flags;
  if (from === undefined && to === undefined) {
    return `${readNumber('days', days ?? '30', 9_999)}d`;
  }
  if (days !== undefined) throw usage('expected --days, or --from and --to');
  if (from === undefined || to === undefined) throw usage('expected --from and --to together');
  return [from, to];
}

function readCompare(value: string): StatsChoice['compare'] {
  if (value === 'before') return 'previous_period';
  if (value === 'year') return 'previous_year';
  throw usage(`--compare: expected before or year, got ${JSON.stringify(value)}`);
}

function readNumber(flag: string, value: string, max: number): number {
  const number = /^\d{1,6}$/.test(value) ? Number(value) : 0;
  if (number >= 1 && number <= max) return number;
  throw usage(`--${flag}: expected a whole number from 1 to ${max}, got ${JSON.stringify(value)}`);
}

function usage(message: string): CommandError {
  return new CommandError('usage', message);
}
