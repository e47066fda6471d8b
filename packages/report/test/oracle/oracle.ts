import type { Filter, Query } from '../../src/index.ts';
import type { SourceEvent } from '../../src/index.ts';
import { spanBefore, spanOf, type Span } from './days.ts';
import { countsFor, metricOf } from './metrics.ts';
import { readRecord, type EventRecord } from './record.ts';
import { dataText, timePlace, valuesOf } from './values.ts';
import { findVisits, isWeb } from './visits.ts';

/** What an answer is held against. */
export interface Expected {
  readonly results: readonly {
    readonly dimensions: readonly string[];
    readonly metrics: readonly (number | null)[];
    readonly comparison?: readonly (number | null)[];
  }[];
  readonly total: number;
  readonly excluded: Readonly<Record<string, number>>;
  readonly warnings: readonly string[];
}

/** Reckons answers from a journal's events. */
export interface Oracle {
  readonly records: readonly EventRecord[];
  answer(query: Query): Expected;
  /** Sequences of the events behind a metric, newest first. */
  list(
    query: Pick<Query, 'site' | 'date_range' | 'filters' | 'actors' | 'timezone'>,
    metrics: readonly string[],
  ): readonly number[];
}

const none = '(none)';

export function createOracle(events: readonly SourceEvent[], nowMs: number): Oracle {
  const records = events.map(({ sequence, event }) => readRecord(sequence, event));
  const visits = findVisits(records);
  const visitOf = (record: EventRecord) => visits.get(record);
  const ofRecord = (dimension: string, record: EventRecord, timezone: string) =>
    valuesOf(dimension, record, visitOf(record), timezone);

  type Chosen = Pick<Query, 'site' | 'filters' | 'timezone'>;

  function ofSites(site: Query['site']): readonly EventRecord[] {
    return records.filter((record) => site === null || site.includes(record.site ?? none));
  }

  function choose(query: Chosen, span: Span): readonly EventRecord[] {
    return ofSites(query.site).filter(
      (record) =>
        span.has(record.timeMs) &&
        (query.filters === null || meets(query.filters, record, query.timezone)),
    );
  }

  function meets(filter: Filter, record: EventRecord, timezone: string): boolean {
    if (filter[0] === 'and') return filter[1].every((inner) => meets(inner, record, timezone));
    if (filter[0] === 'or') return filter[1].some((inner) => meets(inner, record, timezone));
    if (filter[0] === 'not') return !meets(filter[1], record, timezone);
    const [operator, dimension, texts] = filter as readonly [string, string, readonly string[]];
    const values = ofRecord(dimension, record, timezone);
    const wanted = texts.map((each) => each.toWellFormed());
    const is = values.some((value) => wanted.includes(value ?? none));
    const contains = values.some(
      (value) => value !== null && wanted.some((each) => value.includes(each)),
    );
    if (operator === 'is') return is;
    if (operator === 'is_not') return !is;
    if (operator === 'contains') return contains;
    if (operator === 'contains_not') return !contains;
    return values.some(
      (value) => value !== null && wanted.some((each) => new RegExp(each, 'u').test(value)),
    );
  }

  /** Groups of events; times are keyed by their place in the span, so that two spans can be compared. */
  function group(query: Query, span: Span, chosen: readonly EventRecord[]) {
    const groups = new Map<string, { dimensions: readonly string[]; records: EventRecord[] }>();
    if (query.dimensions.length === 0) groups.set('[]', { dimensions: [], records: [] });
    for (const record of chosen) {
      const lists = query.dimensions.map((each) =>
        ofRecord(each, record, query.timezone).map((value) => value ?? none),
      );
      for (const dimensions of product(lists)) {
        const key = JSON.stringify(
          query.dimensions.map((each, index) =>
            each.startsWith('time:')
              ? timePlace(each, record.timeMs, query.timezone, span.first)
              : dimensions[index],
          ),
        );
        const found = groups.get(key) ?? { dimensions, records: [] };
        found.records.push(record);
        groups.set(key, found);
      }
    }
    return groups;
  }

  return {
    records,
    answer(query) {
      const span = spanOf(query, nowMs, ofSites(query.site));
      const all = choose(query, span);
      const chosen = all.filter(({ actor }) => query.actors.some((each) => each === actor));
      const before = query.compare === null ? null : spanBefore(query, nowMs, span);
      const chosenBefore =
        before === null
          ? []
          : choose(query, before).filter(({ actor }) =>
              query.actors.some((each) => each === actor),
            );
      const groupsBefore = before === null ? null : group(query, before, chosenBefore);
      const currencies = currenciesOf(query, [...chosen, ...chosenBefore]);
      const numbers = (own: readonly EventRecord[]) =>
        query.metrics.map((metric) =>
          metric === 'revenue' && currencies.length > 1 ? null : metricOf(metric, own, visitOf),
        );
      const rows = [...group(query, span, chosen)].map(([key, { dimensions, records: own }]) => ({
        dimensions,
        metrics: numbers(own),
        plain: query.metrics.map((metric) => metricOf(metric, own, visitOf)),
        ...(groupsBefore === null
          ? {}
          : { comparison: numbers(groupsBefore.get(key)?.records ?? []) }),
      }));
      const listed = rows.filter(
        ({ plain }) =>
          query.dimensions.length === 0 || plain.some((value) => value !== null && value !== 0),
      );
      const counting = (record: EventRecord) =>
        query.metrics.some((metric) => countsFor(metric, record, visitOf));
      const left = ['human', 'machine', 'unknown'].filter(
        (actor) => !query.actors.some((each) => each === actor),
      );
      const daily = chosen.some(
        (record) =>
          isWeb(record) && record.visitor !== null && record.json['visitor_kind'] === 'daily',
      );
      return {
        results: listed
          .toSorted((one, other) => compareRows(query, one, other))
          .slice(query.offset, query.offset + query.limit)
          .map(({ plain: _plain, ...row }) => row),
        total: listed.length,
        excluded: Object.fromEntries(
          left.map((actor) => [
            actor,
            all.filter((record) => record.actor === actor && counting(record)).length,
          ]),
        ),
        warnings: [
          ...(query.metrics.includes('visitors') && daily ? ['visitor-days'] : []),
          ...(currencies.length > 1 ? ['several-currencies'] : []),
        ],
      };
    },
    list(query, metrics) {
      const span = spanOf(query, nowMs, ofSites(query.site));
      return choose(query, span)
        .filter(({ actor }) => query.actors.some((each) => each === actor))
        .filter(
          (record) =>
            metrics.length === 0 || metrics.some((metric) => countsFor(metric, record, visitOf)),
        )
        .toSorted((a, b) => b.timeMs - a.timeMs || b.sequence - a.sequence)
        .map(({ sequence }) => sequence);
    },
  };
}

/** Currencies that would be added up. */
function currenciesOf(query: Query, records: readonly EventRecord[]): readonly string[] {
  if (!query.metrics.includes('revenue') || query.dimensions.includes('data.currency')) return [];
  const own = records.filter(({ revenue }) => revenue !== null);
  return [...new Set(own.map((record) => dataText(record, 'currency') ?? none))];
}

function product(lists: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return lists.reduce<readonly (readonly string[])[]>(
    (rows, list) => rows.flatMap((row) => list.map((value) => [...row, value])),
    [[]],
  );
}

interface OrderedRow {
  readonly dimensions: readonly string[];
  readonly plain: readonly (number | null)[];
}

function compareRows(query: Query, one: OrderedRow, other: OrderedRow): number {
  const { dimensions, metrics, order_by } = query;
  const time = dimensions.find((each) => each.startsWith('time:'));
  const natural = time === undefined ? ([metrics[0], 'desc'] as const) : ([time, 'asc'] as const);
  const orders = [
    ...(order_by.length > 0 ? order_by : [natural]),
    ...dimensions.map((each) => [each, 'asc'] as const),
  ];
  for (const [by, direction] of orders) {
    const sign = direction === 'asc' ? 1 : -1;
    const metric = metrics.findIndex((each) => each === by);
    const place = dimensions.findIndex((each) => each === by);
    const found =
      metric >= 0
        ? compareNumbers(one.plain[metric] ?? null, other.plain[metric] ?? null, sign)
        : compareValues(
            String(by),
            one.dimensions[place] ?? '',
            other.dimensions[place] ?? '',
            sign,
          );
    if (found !== 0) return found;
  }
  return 0;
}

/** What is null comes last, whatever the direction. */
function compareNumbers(one: number | null, other: number | null, sign: number): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  return sign * (one - other);
}

function compareValues(dimension: string, one: string, other: string, sign: number): number {
  if (dimension === 'link.position') {
    const [a, b] = [one, other].map((each) => (each === none ? null : Number(each)));
    return compareNumbers(a ?? null, b ?? null, sign);
  }
  if (dimension === 'time:hour') return sign * (Date.parse(one) - Date.parse(other));
  return sign * Buffer.compare(Buffer.from(one), Buffer.from(other));
}
