import type { EventChoice, Filter, Goal, Query } from '../../src/query/index.ts';
import type { Funnel, Segment } from '../../src/settings/index.ts';
import type { SourceEvent } from '../../src/store/index.ts';
import { spanBefore, spanOf, type Span } from './days.ts';
import { countsFor, metricOf } from './metrics.ts';
import type { Expected } from './expected.ts';
import { keyWithoutGoals, withoutGoals } from './without-goals.ts';
import { countSteps } from './funnel.ts';
import { compareRows } from './order.ts';
import { readRecord, text, type EventRecord } from './record.ts';
import { dataText, timePlace, valuesOf } from './values.ts';
import { findVisits, isWeb } from './visits.ts';

type Chosen = Pick<Query, 'site' | 'filters' | 'timezone'>;

/** Settings of sites: goals, segments. */
export interface OracleSettings {
  readonly goals: readonly Goal[];
  readonly segments: readonly Segment[];
}

/** Reckons answers from a journal's events. */
export interface Oracle {
  readonly records: readonly EventRecord[];
  /** The values of a dimension, also of goals and segments, that an event has; null: none. */
  valuesOf(dimension: string, record: EventRecord, timezone: string): readonly (string | null)[];
  answer(query: Query): Expected;
  /** Visitors that took each step of a funnel. */
  funnel(query: Chosen & Pick<Query, 'date_range' | 'actors'>, funnel: Funnel): readonly number[];
  /** Sequences of the events behind a metric, newest first. */
  list(
    query: Pick<Query, 'site' | 'date_range' | 'filters' | 'actors' | 'timezone'>,
    metrics: readonly string[],
  ): readonly number[];
}

const none = '(none)';

export function createOracle(
  events: readonly SourceEvent[],
  nowMs: number,
  settings: OracleSettings = { goals: [], segments: [] },
): Oracle {
  const records = events.map(({ sequence, event }) => readRecord(sequence, event));
  const visits = findVisits(records);
  const visitOf = (record: EventRecord) => visits.get(record);
  const namesOf = (owners: readonly { readonly name: string }[]): readonly (string | null)[] =>
    owners.length === 0 ? [null] : [...new Set(owners.map(({ name }) => name))];

  function ofRecord(
    dimension: string,
    record: EventRecord,
    timezone: string,
  ): readonly (string | null)[] {
    if (dimension === 'goal') return namesOf(goalsOf(record));
    if (dimension === 'segment') {
      const own = settings.segments.filter(({ site }) => site === (record.site ?? none));
      return namesOf(own.filter(({ filter }) => meets(filter, record, timezone)));
    }
    if (dimension.startsWith('click.')) return [ofClick(record, dimension.slice(6))];
    return valuesOf(dimension, record, visitOf(record), timezone);
  }

  const clicks = new Map(
    records
      .filter(({ type }) => type === 'click')
      .map((record) => [JSON.stringify([record.site, record.json['id']]), record]),
  );
  function ofClick({ json, site }: EventRecord, member: string): string | null {
    const click = clicks.get(JSON.stringify([site, json['click']]));
    return text(click?.json[member]);
  }

  const goalsOfRecords = new Map<EventRecord, readonly Goal[]>();
  function goalsOf(record: EventRecord): readonly Goal[] {
    const goals = goalsOfRecords.get(record) ?? findGoals(record);
    goalsOfRecords.set(record, goals);
    return goals;
  }
  function findGoals(record: EventRecord): readonly Goal[] {
    return settings.goals.filter(
      (goal) => goal.site === (record.site ?? none) && isMeant(goal, record),
    );
  }
  function isMeant({ type, filter }: EventChoice, record: EventRecord): boolean {
    if (record.type !== 'event' && record.type !== 'pageview') return false;
    return (type === null || type === record.type) && meets(filter, record, 'UTC');
  }
  const meetsGoal = (record: EventRecord): boolean => goalsOf(record).length > 0;

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
    valuesOf: ofRecord,
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
      const groupWithoutGoals = (within: Span) => {
        const wider = withoutGoals(query);
        const own = choose(wider, within).filter(({ actor }) =>
          query.actors.some((each) => each === actor),
        );
        return group(wider, within, own);
      };
      const wideGroups = groupWithoutGoals(span);
      const wideGroupsBefore = before === null ? null : groupWithoutGoals(before);
      const currencies = currenciesOf(query, [...chosen, ...chosenBefore]);
      const plainNumbers = (
        own: readonly EventRecord[],
        key: string,
        wide: ReadonlyMap<string, { readonly records: readonly EventRecord[] }>,
      ) => {
        const goals = {
          meetsGoal,
          withoutGoals: wide.get(keyWithoutGoals(query, key))?.records ?? [],
        };
        return query.metrics.map((metric) => metricOf(metric, own, visitOf, goals));
      };
      const shown = (numbers: readonly (number | null)[]) =>
        query.metrics.map((metric, index) =>
          metric === 'revenue' && currencies.length > 1 ? null : (numbers[index] ?? null),
        );
      const rows = [...group(query, span, chosen)].map(([key, { dimensions, records: own }]) => ({
        dimensions,
        metrics: shown(plainNumbers(own, key, wideGroups)),
        plain: plainNumbers(own, key, wideGroups),
        ...(groupsBefore === null || wideGroupsBefore === null
          ? {}
          : {
              comparison: shown(
                plainNumbers(groupsBefore.get(key)?.records ?? [], key, wideGroupsBefore),
              ),
            }),
      }));
      const listed = rows.filter(
        ({ plain }) =>
          query.dimensions.length === 0 || plain.some((value) => value !== null && value !== 0),
      );
      const counting = (record: EventRecord) =>
        query.metrics.some((metric) => countsFor(metric, record, visitOf, meetsGoal));
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
          .map(({ plain, ...row }) => row),
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
    funnel(query, { steps, site, window_hours }) {
      const own = choose(query, spanOf(query, nowMs, ofSites(query.site)))
        .filter(({ actor }) => query.actors.some((each) => each === actor))
        .filter((record) => isWeb(record) && record.visitor !== null);
      const tests = steps.map((step) => (record: EventRecord) => {
        if (!('goal' in step)) return isMeant(step, record);
        const isGoal = (goal: Goal): boolean => goal.name === step.goal && goal.site === site;
        return goalsOf(record).some(isGoal);
      });
      return countSteps(own, tests, window_hours, visitOf);
    },
    list(query, metrics) {
      const span = spanOf(query, nowMs, ofSites(query.site));
      return choose(query, span)
        .filter(({ actor }) => query.actors.some((each) => each === actor))
        .filter(
          (record) =>
            metrics.length === 0 ||
            metrics.some((metric) => countsFor(metric, record, visitOf, meetsGoal)),
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
