import type { StatsChoice } from './stats-flags.ts';

/** A part of the output of `hitmark stats`: one query, and the form of its answer. */
export interface Section {
  /** Name in JSON. */
  readonly name: string;
  /** `totals`: a line for each metric; `days`: what happened over time; `table`: a row for each group. */
  readonly kind: 'totals' | 'days' | 'table';
  /** Heading of the rows. */
  readonly title: string;
  readonly query: {
    readonly metrics: readonly string[];
    readonly dimensions: readonly string[];
    readonly [member: string]: unknown;
  };
}

const webMetrics = ['visitors', 'visits', 'pageviews', 'bounce_rate', 'visit_duration'];
const emailMetrics = ['sent', 'unique_opens', 'open_rate', 'unique_clicks', 'click_rate'];
const totals = [
  ...webMetrics,
  'views_per_visit',
  'events',
  'revenue',
  ...emailMetrics,
  'unsubscribes',
];
/** Rows of a table that nobody asked for by itself. */
const shortLength = 5;

/** Finds what is to be asked and shown. */
export function sectionsOf(choice: StatsChoice): readonly Section[] {
  if (choice.by !== null) return [tableOf(choice, choice.by)];
  return choice.message === null ? overview(choice) : ofMessage(choice);
}

/** The part that is a table by itself, for CSV. */
export function tableIn(sections: readonly Section[]): Section | undefined {
  return sections.find(({ kind }) => kind !== 'totals');
}

function overview(choice: StatsChoice): readonly Section[] {
  const base = baseOf(choice);
  const top = (name: string, dimension: string, title: string, metrics: readonly string[]) => {
    // Web Vitals are many, and no action of a visitor.
    const filters = ['is_not', dimension, ['(none)', ...(name === 'events' ? ['vital'] : [])]];
    const query = { ...base, metrics, dimensions: [dimension], filters, limit: shortLength };
    return { name, kind: 'table', title, query } as const;
  };
  return [
    {
      name: 'totals',
      kind: 'totals',
      title: '',
      query: { ...base, metrics: totals, dimensions: [] },
    },
    daysOf(base, ['visitors', 'visits', 'pageviews'], 'Visitors by day'),
    top('pages', 'page', 'Pages', ['visitors', 'pageviews']),
    top('sources', 'source', 'Sources', ['visitors', 'visits']),
    top('events', 'event', 'Events', ['events', 'visitors']),
    top('messages', 'message', 'Emails', ['sent', 'unique_opens', 'unique_clicks']),
  ];
}

function ofMessage(choice: StatsChoice): readonly Section[] {
  const base = baseOf(choice);
  const metrics = [...emailMetrics, 'unsubscribes', 'time_to_open_median'];
  return [
    { name: 'totals', kind: 'totals', title: '', query: { ...base, metrics, dimensions: [] } },
    daysOf(base, ['opens', 'clicks', 'unsubscribes'], 'Opens by day'),
    {
      name: 'links',
      kind: 'table',
      title: 'Links',
      query: {
        ...base,
        metrics: ['clicks', 'unique_clicks'],
        dimensions: ['link.url'],
        filters: allOf(base.filters, ['is_not', 'link.url', ['(none)']]),
        limit: choice.limit,
      },
    },
  ];
}

function tableOf(choice: StatsChoice, dimension: string): Section {
  const metrics = metricsBy(dimension);
  const isTime = dimension.startsWith('time:');
  const order = isTime ? { order_by: [[dimension, 'asc']] } : {};
  const limit = isTime ? 10_000 : choice.limit;
  const base = baseOf(choice);
  // Page views have no name of an event: they would be a row of no events.
  const named = ['is_not', dimension, ['(none)']];
  const filters = dimension !== 'event' ? base.filters : allOf(base.filters, named);
  const query = { ...base, filters, ...order, metrics, dimensions: [dimension], limit };
  return { name: dimension, kind: 'table', title: titleOf(dimension), query };
}

function daysOf(
  base: ReturnType<typeof baseOf>,
  metrics: readonly string[],
  title: string,
): Section {
  const order = { order_by: [['time:day', 'asc']], limit: 10_000 };
  const query = { ...base, ...order, metrics, dimensions: ['time:day'] };
  return { name: 'days', kind: 'days', title, query };
}

function baseOf({ sites, dateRange, timezone, message, compare }: StatsChoice) {
  return {
    site: sites,
    date_range: dateRange,
    timezone,
    compare,
    filters: message === null ? null : ['is', 'message', [message]],
  };
}

/** A filter, and another one that may be missing. */
function allOf(some: readonly unknown[] | null, other: readonly unknown[]): readonly unknown[] {
  return some === null ? other : ['and', [some, other]];
}

/** Numbers that say most about a dimension. */
function metricsBy(dimension: string): readonly string[] {
  if (dimension === 'message') return [...emailMetrics, 'unsubscribes'];
  if (dimension.startsWith('link.')) return ['clicks', 'unique_clicks'];
  if (dimension === 'recipient') return ['opens', 'clicks'];
  if (dimension === 'goal') return ['conversions', 'conversion_rate'];
  if (dimension === 'event' || dimension.startsWith('data.')) return ['events', 'visitors'];
  if (dimension === 'entry_page') return ['visits', 'bounce_rate', 'visit_duration'];
  if (dimension === 'exit_page') return ['visits', 'visitors'];
  return ['visitors', 'visits', 'pageviews'];
}

/** `Link url` of `link.url`. */
function titleOf(dimension: string): string {
  const words = dimension.replace(/^(time:|data\.)/, '').replaceAll(/[._]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
