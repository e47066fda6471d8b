import { dimensionDefinitions, metricDefinitions, type Metric } from '../../src/query/index.ts';
import type { EventRecord } from '../oracle/record.ts';
import type { Oracle } from '../oracle/oracle.ts';
import type { Random } from './random.ts';

export const metrics = Object.keys(metricDefinitions) as readonly Metric[];
const oddName = 'data.it\'s "odd" /a~b $.c';
export const dimensions = [
  ...Object.keys(dimensionDefinitions),
  'data.plan',
  'data.currency',
  oddName,
] as readonly string[];
/** Dimensions of conditions. */
export const filterDimensions = [...dimensions, 'segment'] as readonly string[];
export const operators = ['is', 'is_not', 'contains', 'contains_not', 'matches'] as const;

const timezones = [
  'UTC',
  'Europe/Zurich',
  'America/New_York',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'America/Santiago',
];
const ranges = [
  'day',
  '7d',
  '30d',
  '45d',
  'month',
  '3mo',
  '12mo',
  'all',
  'realtime',
  ['2026-10-20', '2026-10-30'],
  ['2026-10-25', '2026-10-25'],
  ['2026-09-28', '2026-10-11'],
] as const;

/** A query as somebody writes it, with what it was made to cover. */
export interface RandomQuery {
  readonly query: Readonly<Record<string, unknown>>;
  readonly metric: string;
  readonly dimension: string;
  /** Conditions of the filter. */
  readonly conditions: readonly (readonly [operator: string, dimension: string])[];
}

/**
 * Makes the query of a number: one after another they go through all pairs of metric and dimension, and
 * through all pairs of dimension and operator. Filters name values of an event that counts for the metric,
 * so that answers are seldom empty.
 */
export function createQueries(random: Random, oracle: Oracle): (number: number) => RandomQuery {
  return (number) => {
    const metric = metrics[number % metrics.length] ?? 'visitors';
    const dimension = dimensions[Math.floor(number / metrics.length) % dimensions.length] ?? 'page';
    const filtered = filterDimensions[number % filterDimensions.length] ?? 'page';
    const operator =
      operators[Math.floor(number / filterDimensions.length) % operators.length] ?? 'is';
    const timezone = random.pick(timezones);
    const conditions: (readonly [string, string])[] = [];
    const anchor = random.pick(oracle.records);

    function condition(name: string, asked: string): unknown {
      const used = isWhole(name) && !asked.startsWith('is') ? 'is' : asked;
      conditions.push([used, name]);
      return [used, name, someValues(random, used, name, anchor)];
    }
    function someValues(
      source: Random,
      used: string,
      name: string,
      record: EventRecord,
    ): unknown[] {
      const other = source.pick(oracle.records);
      if (name === 'segment') return source.pick([['Swiss'], ['Views', 'Odd']]);
      const isPositive = !used.endsWith('_not');
      const from = isPositive ? record : other;
      const values = oracle.valuesOf(name, from, timezone).map((value) => value ?? '(none)');
      const extra = source.chance(0.3)
        ? oracle.valuesOf(name, other, timezone).map((value) => value ?? '(none)')
        : [];
      return [...values, ...extra].map((value) => partFor(source, used, value));
    }

    const range = random.pick(ranges);
    const filters = random.chance(0.75) ? wrap(condition(filtered, operator)) : null;
    function wrap(first: unknown): unknown {
      const more = (): unknown => condition(random.pick(filterDimensions), random.pick(operators));
      const kind = random.below(6);
      if (kind === 0) return ['not', ['not', first]];
      if (kind === 1) return ['or', [first, more()]];
      if (kind === 2) return ['and', [first, ['or', [more(), ['not', more()]]]]];
      if (kind === 3) return ['not', first];
      return first;
    }
    const grouped = random.chance(0.12) ? [] : [dimension];
    const second = random.pick(dimensions);
    const hasTime = [dimension, second].every((each) => each.startsWith('time:'));
    if (grouped.length > 0 && random.chance(0.3) && second !== dimension && !hasTime)
      grouped.push(second);
    const asked = [
      ...new Set([
        metric,
        ...(random.chance(0.5) ? [random.pick(metrics), random.pick(metrics)] : []),
      ]),
    ];
    const canCompare = range !== 'all' && !conditions.some(([, name]) => name.startsWith('time:'));
    return {
      metric,
      dimension: grouped[0] ?? 'none',
      conditions,
      query: {
        ...(random.chance(0.3)
          ? {}
          : {
              site: random.pick([
                'acme',
                ['acme', 'beta'],
                ["o'brien", '(none)'],
                '(none)',
                ['acme', 'beta', "o'brien", '(none)'],
              ]),
            }),
        date_range: range,
        metrics: asked,
        dimensions: grouped,
        ...(filters === null ? {} : { filters }),
        ...(random.chance(0.5)
          ? {
              actors: random.pick([
                ['human'],
                ['human', 'unknown', 'machine'],
                ['machine'],
                ['unknown', 'human'],
              ]),
            }
          : {}),
        ...(timezone === 'UTC' && random.chance(0.5) ? {} : { timezone }),
        ...(canCompare && random.chance(0.35)
          ? {
              compare:
                range !== 'realtime' && random.chance(0.4) ? 'previous_year' : 'previous_period',
            }
          : {}),
        ...(random.chance(0.5)
          ? { order_by: [[random.pick([...asked, ...grouped]), random.pick(['asc', 'desc'])]] }
          : {}),
        limit: random.pick([10_000, 10_000, 5, 1]),
        ...(random.chance(0.1) ? { offset: 2 } : {}),
      },
    };
  };
}

/** A whole value, or a part of it, or an expression for it, as an operator takes it. */
function partFor(random: Random, operator: string, value: string): string {
  if (operator.startsWith('is')) return value;
  const start = random.below(Math.max(1, value.length - 2));
  const part = value.slice(start, start + 1 + random.below(8)) || value;
  if (operator !== 'matches') return part;
  const literal = part.slice(0, 100).replaceAll(/[$()*+.?[\\\]^{|}/]/g, String.raw`\$&`);
  return random.pick([literal, `^${literal}`, `${literal}.*$`, `(${literal}|nothing)`]);
}

/** Tells whether values of a dimension are compared as a whole only. */
export function isWhole(dimension: string): boolean {
  return dimension === 'segment' || dimension.startsWith('time:');
}
