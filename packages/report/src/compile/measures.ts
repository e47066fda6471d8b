import sql, { type Sql } from 'sql-template-tag';
import type { Metric } from '../query/metrics.ts';
import type { Dialect } from './dialect.ts';
import { meetsGoal } from './goal-sql.ts';
import { columnsOf, name, type Columns } from './names.ts';

/**
 * Unit that a measure counts in:
 *
 * - `row`: events
 * - `visit`: the visits that events belong to, as a whole
 * - `view`: views, by what their events report together
 * - `recipient`: pairs of message and recipient, by their first open
 * - `audience`: events without regard to goals
 */
export type Grain = 'row' | 'visit' | 'view' | 'recipient' | 'audience';

/** A number that is counted; metrics are made of them. */
export interface Measure {
  readonly grain: Grain;
  /** Columns of events that it needs. */
  readonly columns: readonly string[];
  /** Events that count for it. */
  readonly counts: (event: Columns) => Sql;
  /**
   * Its value over all of a group.
   *
   * @param counts condition that a row of the grain `row` counts for it; true where all rows do
   */
  readonly value: (dialect: Dialect, counts: Sql) => Sql;
  /** Its value where nothing counts. */
  readonly empty: 0 | null;
}

const column = (text: string): Sql => name(text);
const visit = columnsOf('v');

const isType = (type: string) => (event: Columns) => sql`${event('type')} = ${type}`;

/** Events of web pages; an image proxy gets a new visitor for every open of an email. */
const isOfVisitor = (event: Columns): Sql =>
  sql`(${event('type')} IN ('pageview', 'engagement', 'event') AND ${event('visitor')} IS NOT NULL)`;

const isOfVisit = (event: Columns): Sql => sql`${event('visit')} IS NOT NULL`;

const countDistinct =
  (text: string): Measure['value'] =>
  (dialect, counts) =>
    dialect.countDistinctWhere(column(text), counts);

const weightOf = (type: string): Measure => ({
  grain: 'row',
  columns: ['type', 'weight'],
  counts: isType(type),
  value: (dialect, counts) => dialect.sumWhere(column('weight'), counts),
  empty: 0,
});

/** An event without recipient is a pair of its own. */
const pairsOf = (type: string): Measure => ({
  grain: 'row',
  columns: ['type', 'message', 'recipient'],
  counts: isType(type),
  value(dialect, counts) {
    const pair = dialect.tuple([column('message'), column('recipient')]);
    const known = sql`${counts} AND ${column('recipient')} IS NOT NULL`;
    const unknown = sql`${counts} AND ${column('recipient')} IS NULL`;
    return sql`${dialect.countDistinctWhere(pair, known)} + ${dialect.countWhere(unknown)}`;
  },
  empty: 0,
});

/**
 * Mean over the views that report a number.
 *
 * @param reported column of an event with the number
 * @param perView column of a view with the number of all its events
 */
const meanOfViews = (reported: string, perView: string): Measure => ({
  grain: 'view',
  columns: ['site', 'view', 'engagement_ms', 'engagement_scroll'],
  counts: (event) => sql`(${event('view')} IS NOT NULL AND ${event(reported)} IS NOT NULL)`,
  value: () => sql`avg(${column(perView)})`,
  empty: null,
});

export const measures = {
  visitors: {
    grain: 'row',
    columns: ['type', 'visitor'],
    counts: isOfVisitor,
    value: countDistinct('visitor'),
    empty: 0,
  },
  visits: {
    grain: 'row',
    columns: ['visit'],
    counts: isOfVisit,
    value: countDistinct('visit'),
    empty: 0,
  },
  pageviews: weightOf('pageview'),
  events: weightOf('event'),
  sent: weightOf('sent'),
  opens: weightOf('open'),
  clicks: weightOf('click'),
  unsubscribes: weightOf('unsubscribe'),
  uniqueOpens: pairsOf('open'),
  uniqueClicks: pairsOf('click'),
  bounceRate: {
    grain: 'visit',
    columns: ['visit'],
    counts: isOfVisit,
    value: () =>
      sql`avg(CASE WHEN ${visit('views')} = 1 AND ${visit('other_events')} = 0 THEN 1 ELSE 0 END)`,
    empty: null,
  },
  visitDuration: {
    grain: 'visit',
    columns: ['visit'],
    counts: isOfVisit,
    value: () => sql`avg(${visit('last_time')} - ${visit('first_time')}) / 1000`,
    empty: null,
  },
  engagedMs: meanOfViews('engagement_ms', 'engaged'),
  scrollDepth: meanOfViews('engagement_scroll', 'scrolled'),
  revenue: {
    grain: 'row',
    columns: ['revenue', 'weight'],
    counts: (event) => sql`${event('revenue')} IS NOT NULL`,
    value: (dialect, counts) =>
      dialect.sumWhere(sql`${column('revenue')} * ${column('weight')}`, counts),
    empty: 0,
  },
  conversions: {
    grain: 'row',
    columns: [meetsGoal, 'weight'],
    counts: (event) => event(meetsGoal),
    value: (dialect, counts) => dialect.sumWhere(column('weight'), counts),
    empty: 0,
  },
  converted: {
    grain: 'row',
    columns: [meetsGoal, 'type', 'visitor'],
    counts: (event) => sql`(${isOfVisitor(event)} AND ${event(meetsGoal)})`,
    value: countDistinct('visitor'),
    empty: 0,
  },
  audience: {
    grain: 'audience',
    columns: ['type', 'visitor'],
    counts: isOfVisitor,
    value: countDistinct('visitor'),
    empty: 0,
  },
  vitalP75: {
    grain: 'row',
    columns: ['vital_value'],
    counts: (event) => sql`${event('vital_value')} IS NOT NULL`,
    value: (dialect) => dialect.quantile(column('vital_value'), 0.75),
    empty: null,
  },
  timeToOpen: {
    grain: 'recipient',
    columns: ['type', 'message', 'recipient', 'time', 'sequence', 'sent_time'],
    counts: (event) =>
      sql`(${isType('open')(event)} AND ${event('recipient')} IS NOT NULL
        AND ${event('sent_time')} IS NOT NULL)`,
    value: (dialect) => sql`${dialect.median(column('delay'))} / 1000`,
    empty: null,
  },
} as const satisfies Readonly<Record<string, Measure>>;

export type MeasureName = keyof typeof measures;

/** A metric, made of measures. */
interface MetricSql {
  readonly of: readonly [MeasureName, ...MeasureName[]];
  /** Null: it is its one measure. */
  readonly value: ((measure: (of: MeasureName) => Sql) => Sql) | null;
  readonly empty: 0 | null;
}

const counted = (of: MeasureName): MetricSql => ({
  of: [of],
  value: null,
  empty: measures[of].empty,
});

const ratio = (part: MeasureName, whole: MeasureName): MetricSql => ({
  of: [part, whole],
  value: (measure) => sql`${measure(part)} / nullif(${measure(whole)}, 0)`,
  empty: null,
});

export const metricSql: Readonly<Record<Metric, MetricSql>> = {
  visitors: counted('visitors'),
  visits: counted('visits'),
  pageviews: counted('pageviews'),
  events: counted('events'),
  views_per_visit: ratio('pageviews', 'visits'),
  bounce_rate: counted('bounceRate'),
  visit_duration: counted('visitDuration'),
  engaged_ms: counted('engagedMs'),
  scroll_depth: counted('scrollDepth'),
  conversions: counted('conversions'),
  conversion_rate: ratio('converted', 'audience'),
  revenue: counted('revenue'),
  sent: counted('sent'),
  opens: counted('opens'),
  unique_opens: counted('uniqueOpens'),
  open_rate: ratio('uniqueOpens', 'sent'),
  clicks: counted('clicks'),
  unique_clicks: counted('uniqueClicks'),
  click_rate: ratio('uniqueClicks', 'sent'),
  unsubscribes: counted('unsubscribes'),
  time_to_open_median: counted('timeToOpen'),
  vital_p75: counted('vitalP75'),
};
