import { isDay, isRangeName } from '../../query/date-range.ts';
import { metrics, type Metric } from '../../query/metrics.ts';
import { actors, type Actor, type Compare, type DateRange } from '../../query/query.ts';
import { parseFilter, serialiseFilter, type PageFilter } from './filter-text.ts';

/** Intervals of the chart. */
const intervals = ['hour', 'day', 'week', 'month'] as const;
export type Interval = (typeof intervals)[number];

/** Everything that a reader has chosen: it stands in the address, and nowhere else. */
export interface PageState {
  readonly period: DateRange;
  /** Null: no period is compared. */
  readonly compare: Compare | null;
  readonly actors: readonly Actor[];
  readonly filters: readonly PageFilter[];
  /** Metric of the chart, or metric whose events are listed. */
  readonly metric: Metric | null;
  /** Null: the default of the period. */
  readonly interval: Interval | null;
  /** Chosen tab of panels, by panel. */
  readonly tabs: Readonly<Record<string, string>>;
  /** Place in a long list. */
  readonly cursor: string | null;
  readonly language: string | null;
}

const defaultPeriod = '30d';
const defaultActors: readonly Actor[] = ['human', 'unknown'];
/** Greatest number of filters that are read from an address. */
const maxFilters = 50;

/** Reads the state from an address. Parameters that can't be read are ignored. */
export function parseState(parameters: URLSearchParams): PageState {
  const metric = metrics.find((name) => name === parameters.get('metric'));
  const period = parsePeriod(parameters.get('period') ?? defaultPeriod) ?? defaultPeriod;
  return {
    period,
    compare: period === 'all' ? null : parseCompare(parameters.get('compare')),
    actors: parseActors(parameters.get('actors')),
    filters: parameters
      .getAll('filter')
      .slice(0, maxFilters)
      .map(parseFilter)
      .filter((filter) => filter !== null),
    metric: metric ?? null,
    interval: intervals.find((name) => name === parameters.get('by')) ?? null,
    tabs: parseTabs(parameters.getAll('tab')),
    cursor: parameters.get('cursor'),
    language: parameters.get('language'),
  };
}

/** Writes the state as the query of an address. Defaults are left out. */
export function serialiseState(state: PageState): string {
  const parameters = new URLSearchParams();
  const period = typeof state.period === 'string' ? state.period : state.period.join('..');
  if (period !== defaultPeriod) parameters.set('period', period);
  if (state.compare !== 'previous_period' && period !== 'all') {
    parameters.set('compare', state.compare === null ? 'none' : 'year');
  }
  const actorNames = state.actors.join(',');
  if (actorNames !== defaultActors.join(',')) parameters.set('actors', actorNames);
  for (const filter of state.filters) parameters.append('filter', serialiseFilter(filter));
  if (state.metric !== null) parameters.set('metric', state.metric);
  if (state.interval !== null) parameters.set('by', state.interval);
  for (const [panel, tab] of Object.entries(state.tabs)) {
    parameters.append('tab', `${panel}.${tab}`);
  }
  if (state.cursor !== null) parameters.set('cursor', state.cursor);
  if (state.language !== null) parameters.set('language', state.language);
  return parameters.toString();
}

function parseCompare(text: string | null): Compare | null {
  if (text === 'none') return null;
  return text === 'year' ? 'previous_year' : 'previous_period';
}

/** Reads a name of a period, or two days such as `2026-11-01..2026-11-30`. */
function parsePeriod(text: string): DateRange | null {
  if (isRangeName(text)) return text;
  const [from = '', to = '', ...rest] = text.split('..');
  return rest.length === 0 && isDay(from) && isDay(to) && from <= to ? [from, to] : null;
}

function parseActors(text: string | null): readonly Actor[] {
  const names = (text ?? '').split(',');
  const chosen = actors.filter((actor) => names.includes(actor));
  if (chosen.length === 0) return defaultActors;
  return defaultActors.every((actor) => chosen.includes(actor)) && chosen.length === 2
    ? defaultActors
    : chosen;
}

function parseTabs(texts: readonly string[]): Readonly<Record<string, string>> {
  const pairs = texts.map((text) => /^([a-z][a-z_]{0,31})\.(.{1,128})$/u.exec(text));
  return Object.fromEntries(
    pairs.flatMap((pair) => (pair === null ? [] : [[pair[1] ?? '', pair[2] ?? '']])),
  ) as Record<string, string>;
}
