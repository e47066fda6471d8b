import { text, type EventRecord } from './record.ts';
import { isWeb, type Visit } from './visits.ts';

type Json = Record<string, unknown>;
type VisitOf = (record: EventRecord) => Visit | undefined;

/** Goals of a query. */
export interface Goals {
  readonly meetsGoal: (record: EventRecord) => boolean;
  /**
   * The group's events of the same query without its conditions on goals. A conversion rate is a share of their
   * visitors.
   */
  readonly withoutGoals: readonly EventRecord[];
}

/** A metric over the events of a group; null: there is none. */
export function metricOf(
  metric: string,
  records: readonly EventRecord[],
  visitOf: VisitOf,
  { meetsGoal, withoutGoals }: Goals,
): number | null {
  const weightOf = (type: string): number =>
    sum(records.filter((record) => record.type === type).map(({ weight }) => weight));
  const visits = [...new Set(records.map(visitOf))].filter((visit) => visit !== undefined);
  switch (metric) {
    case 'visitors':
      return countVisitors(records);
    case 'visits':
      return visits.length;
    case 'pageviews':
      return weightOf('pageview');
    case 'events':
      return weightOf('event');
    case 'sent':
      return weightOf('sent');
    case 'opens':
      return weightOf('open');
    case 'clicks':
      return weightOf('click');
    case 'unsubscribes':
      return weightOf('unsubscribe');
    case 'views_per_visit':
      return ratio(weightOf('pageview'), visits.length);
    case 'bounce_rate':
      return ratio(visits.filter(({ isBounce }) => isBounce).length, visits.length);
    case 'visit_duration':
      return mean(visits.map(({ seconds }) => seconds));
    case 'engaged_ms':
      return mean(byView(records, 'ms').map(sum));
    case 'scroll_depth':
      return mean(byView(records, 'scroll').map((depths) => Math.max(...depths)));
    case 'conversions':
      return sum(records.filter(meetsGoal).map(({ weight }) => weight));
    case 'conversion_rate':
      return ratio(countVisitors(records.filter(meetsGoal)), countVisitors(withoutGoals));
    case 'revenue':
      return sum(records.map(({ revenue, weight }) => (revenue ?? 0) * weight));
    case 'unique_opens':
      return countUnique(records, 'open');
    case 'unique_clicks':
      return countUnique(records, 'click');
    case 'open_rate':
      return ratio(countUnique(records, 'open'), weightOf('sent'));
    case 'click_rate':
      return ratio(countUnique(records, 'click'), weightOf('sent'));
    case 'vital_p75':
      return quantile(records.flatMap(vitalValue), 0.75);
    case 'time_to_open_median':
      return median(delays(records));
    default:
      throw new RangeError(metric);
  }
}

function countVisitors(records: readonly EventRecord[]): number {
  const own = records.filter((record) => isWeb(record) && record.visitor !== null);
  return new Set(own.map(({ visitor }) => visitor)).size;
}

/** Numbers that engagement reports, in one list for each page view. */
function byView(records: readonly EventRecord[], member: 'ms' | 'scroll'): readonly number[][] {
  const views = new Map<string, number[]>();
  for (const { json, site } of records) {
    const value = ((json['engagement'] ?? {}) as Json)[member];
    const view = text(json['view']);
    if (typeof value !== 'number' || view === null) continue;
    const key = JSON.stringify([site, view]);
    views.set(key, [...(views.get(key) ?? []), value]);
  }
  return [...views.values()];
}

/** Number of distinct pairs of message and recipient; an event without recipient counts for itself. */
function countUnique(records: readonly EventRecord[], type: string): number {
  const keys = records
    .filter((record) => record.type === type)
    .map(({ json, sequence }) => {
      const recipient = text(json['recipient']);
      return JSON.stringify(recipient === null ? sequence : [text(json['message']), recipient]);
    });
  return new Set(keys).size;
}

/** Seconds from the sending to each recipient's first open. */
function delays(records: readonly EventRecord[]): readonly number[] {
  const first = new Map<string, EventRecord>();
  for (const record of records) {
    const { type, json, timeMs, sequence } = record;
    if (type !== 'open' || text(json['recipient']) === null || json['sent_time'] === undefined)
      continue;
    const key = JSON.stringify([text(json['message']), json['recipient']]);
    const other = first.get(key);
    const isEarlier =
      other === undefined ||
      timeMs < other.timeMs ||
      (timeMs === other.timeMs && sequence < other.sequence);
    if (isEarlier) first.set(key, record);
  }
  return [...first.values()].map(
    ({ timeMs, json }) => (timeMs - new Date(String(json['sent_time'])).getTime()) / 1_000,
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

function mean(numbers: readonly number[]): number | null {
  return ratio(sum(numbers), numbers.length);
}

/** The value of a Web Vital; none: the event has none. */
function vitalValue({ type, json }: EventRecord): readonly number[] {
  const { name, value } = (json['data'] ?? {}) as Json;
  const isVital = type === 'event' && json['name'] === 'vital' && text(name) !== null;
  return isVital && typeof value === 'number' ? [value] : [];
}

/** Value below which a part of the numbers lies, from 0 to 1: interpolated between its two neighbours. */
function quantile(numbers: readonly number[], part: number): number | null {
  const inOrder = numbers.toSorted((a, b) => a - b);
  const place = (inOrder.length - 1) * part;
  const [low, high] = [inOrder[Math.floor(place)], inOrder[Math.ceil(place)]];
  if (low === undefined || high === undefined) return null;
  return low + (high - low) * (place - Math.floor(place));
}

function median(numbers: readonly number[]): number | null {
  const inOrder = numbers.toSorted((a, b) => a - b);
  const [low, high] = [
    inOrder[Math.floor((inOrder.length - 1) / 2)],
    inOrder[Math.ceil((inOrder.length - 1) / 2)],
  ];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

/** Tells whether an event is one of those that a metric is computed from. */
export function countsFor(
  metric: string,
  record: EventRecord,
  visitOf: VisitOf,
  meetsGoal: (record: EventRecord) => boolean,
): boolean {
  const { type, json, visitor, revenue } = record;
  const engagement = (json['engagement'] ?? {}) as Json;
  const hasVisit = visitOf(record) !== undefined;
  switch (metric) {
    case 'conversions':
      return meetsGoal(record);
    case 'visitors':
    case 'conversion_rate':
      return isWeb(record) && visitor !== null;
    case 'visits':
    case 'bounce_rate':
    case 'visit_duration':
      return hasVisit;
    case 'views_per_visit':
      return hasVisit || type === 'pageview';
    case 'engaged_ms':
      return typeof engagement['ms'] === 'number' && text(json['view']) !== null;
    case 'scroll_depth':
      return typeof engagement['scroll'] === 'number' && text(json['view']) !== null;
    case 'vital_p75':
      return vitalValue(record).length > 0;
    case 'revenue':
      return revenue !== null;
    case 'open_rate':
      return type === 'open' || type === 'sent';
    case 'click_rate':
      return type === 'click' || type === 'sent';
    case 'time_to_open_median':
      return type === 'open' && text(json['recipient']) !== null && json['sent_time'] !== undefined;
    default:
      return (
        type ===
        {
          pageviews: 'pageview',
          events: 'event',
          sent: 'sent',
          opens: 'open',
          unique_opens: 'open',
          clicks: 'click',
          unique_clicks: 'click',
          unsubscribes: 'unsubscribe',
        }[metric]
      );
  }
}
