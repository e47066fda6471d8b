import { clockAt, daysBetween, isAgain, mondayOf, monthOf, monthsBetween } from './clock.ts';
import { text, type EventRecord } from './record.ts';
import type { Visit } from './visits.ts';

type Json = Record<string, unknown>;

/** The values of a dimension that an event has; null: none. Only reasons can be several. */
export function valuesOf(
  dimension: string,
  record: EventRecord,
  visit: Visit | undefined,
  timezone: string,
): readonly (string | null)[] {
  if (dimension === 'actor_reason') {
    const reasons = (record.json['actor_reasons'] ?? []) as readonly string[];
    return reasons.length === 0 ? [null] : [...new Set(reasons)];
  }
  if (dimension.startsWith('time:')) return [timeLabel(dimension, record.timeMs, timezone)];
  if (dimension.startsWith('data.')) return [dataText(record, dimension.slice('data.'.length))];
  return [plainValue(dimension, record, visit)];
}

function plainValue(
  dimension: string,
  { json, ...record }: EventRecord,
  visit: Visit | undefined,
): string | null {
  const client = (json['client'] ?? {}) as Json;
  const link = (json['link'] ?? {}) as Json;
  const touch = record.touch ?? visit?.touch ?? null;
  switch (dimension) {
    case 'page':
      return record.page;
    case 'hostname':
      return record.hostname;
    case 'entry_page':
      return visit?.entryPage ?? null;
    case 'exit_page':
      return visit?.exitPage ?? null;
    case 'source':
      return touch?.source ?? 'Direct / None';
    case 'channel':
      return touch?.channel ?? 'Direct';
    case 'campaign.source':
    case 'campaign.medium':
    case 'campaign.name':
    case 'campaign.term':
    case 'campaign.content':
      return text(touch?.campaign[dimension.slice('campaign.'.length)]);
    case 'time_to_open':
      return openSpan(record.type, record.timeMs, text(json['sent_time']));
    case 'vital': {
      const { name, value } = (json['data'] ?? {}) as Json;
      const isVital = record.type === 'event' && json['name'] === 'vital';
      return isVital && typeof value === 'number' ? text(name) : null;
    }
    case 'country':
    case 'language':
    case 'os':
    case 'device':
    case 'screen':
      return text(client[dimension]);
    case 'browser_version':
      return text(client['browser']);
    case 'browser':
      return text(client['browser'])?.replace(/ \d+$/, '') ?? null;
    case 'event':
      return record.type === 'event' ? text(json['name']) : null;
    case 'link.url':
    case 'link.label':
      return text(link[dimension.slice('link.'.length)]);
    case 'link.position':
      return typeof link['position'] === 'number' ? String(link['position']) : null;
    case 'actor':
      return record.actor;
    case 'consent':
      return text(json['consent']) ?? 'unset';
    default:
      return text(json[dimension]);
  }
}

function openSpan(type: string, openMs: number, sentTime: string | null): string | null {
  if (type !== 'open' || sentTime === null) return null;
  const hours = (openMs - new Date(sentTime).getTime()) / 3_600_000;
  if (hours < 1 / 60) return '0-1m';
  if (hours < 5 / 60) return '1-5m';
  if (hours < 15 / 60) return '5-15m';
  if (hours < 1) return '15-60m';
  if (hours < 3) return '1-3h';
  if (hours < 6) return '3-6h';
  if (hours < 12) return '6-12h';
  if (hours < 24) return '12-24h';
  if (hours < 48) return '1-2d';
  return hours < 168 ? '2-7d' : '7d-';
}

/** A text as it is, anything else as JSON. */
export function dataText({ json }: EventRecord, name: string): string | null {
  const value = ((json['data'] ?? {}) as Json)[name];
  if (value === undefined || value === null) return null;
  return text(typeof value === 'string' ? value : JSON.stringify(value));
}

function timeLabel(dimension: string, ms: number, timezone: string): string {
  const { date, hour, offset } = clockAt(ms, timezone);
  if (dimension === 'time:hour') return `${date}T${hour}:00:00${offset}`;
  if (dimension === 'time:day') return date;
  return dimension === 'time:week' ? mondayOf(date) : monthOf(date);
}

/** The place of a moment in a span, by which it stands beside a moment of another span. */
export function timePlace(dimension: string, ms: number, timezone: string, first: string): string {
  const { date, hour } = clockAt(ms, timezone);
  if (dimension === 'time:day') return String(daysBetween(first, date));
  if (dimension === 'time:week') return String(daysBetween(mondayOf(first), mondayOf(date)) / 7);
  if (dimension === 'time:month') return String(monthsBetween(first, date));
  return `${daysBetween(first, date)} ${hour}${isAgain(ms, timezone) ? ' again' : ''}`;
}
