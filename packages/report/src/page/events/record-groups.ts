import { dataPrefix, isDimension, type Dimension } from '../../query/dimensions.ts';
import { textOf, type ShownEvent } from './read-event.ts';

/** A member of an event as a record shows it. */
export interface RecordMember {
  /** Path such as `client.country`. */
  readonly path: string;
  readonly text: string;
  /** The dimension whose value it is; null: nothing can be filtered by it. */
  readonly dimension: Dimension | null;
}

/** Members that stand elsewhere: in the head of a record, or among its reasons. */
const elsewhere = ['v', 'type', 'time', 'actor', 'actor_reasons', 'data', 'site'];
/** Members by where they belong; all others tell what happened. */
const whoGroups = ['visitor', 'visitor_kind', 'user', 'recipient', 'consent', 'client'];
const whenceGroups = ['referrer', 'campaign', 'click', 'view', 'id', 'token', 'tracking'];

/** All members of an event, grouped by subject. */
export interface RecordGroups {
  readonly what: readonly RecordMember[];
  readonly who: readonly RecordMember[];
  readonly whence: readonly RecordMember[];
}

export function groupRecord({ record, data }: ShownEvent): RecordGroups {
  const members = flatten(record).filter(([path]) => !elsewhere.includes(headOf(path)));
  const groups = Map.groupBy(members, ([path]) => {
    if (whoGroups.includes(headOf(path))) return 'who';
    return whenceGroups.includes(headOf(path)) ? 'whence' : 'what';
  });
  const shown = (name: 'what' | 'who' | 'whence'): readonly RecordMember[] =>
    (groups.get(name) ?? []).map(([path, value]) => memberOf(path, value, dimensionOf(path)));
  const ofData = Object.entries(data).map(([name, value]) => {
    const path = `${dataPrefix}${name}`;
    return memberOf(path, value, isDimension(path) ? path : null);
  });
  return { what: [...shown('what'), ...ofData], who: shown('who'), whence: shown('whence') };
}

function memberOf(path: string, value: unknown, dimension: Dimension | null): RecordMember {
  return { path, text: textOf(value), dimension };
}

function headOf(path: string): string {
  return path.split('.')[0] ?? path;
}

/** Members with the names of those they stand in. */
function flatten(record: object, before = ''): readonly (readonly [string, unknown])[] {
  return Object.entries(record).flatMap(([name, value]: [string, unknown]) => {
    const path = `${before}${name}`;
    const isGroup = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isGroup && path !== 'data' ? flatten(value, `${path}.`) : [[path, value] as const];
  });
}

/** Dimensions whose values are those of members with another name. */
const renamed: Readonly<Record<string, Dimension>> = {
  name: 'event',
  'client.country': 'country',
  'client.language': 'language',
  'client.browser': 'browser_version',
  'client.os': 'os',
  'client.device': 'device',
  'client.screen': 'screen',
};
/** Dimensions that an event also has from its visit; the others are its own members. */
const own = ['title', 'referrer', 'search', 'message', 'recipient', 'visitor_kind', 'consent'];

function dimensionOf(path: string): Dimension | null {
  if (own.includes(path) || path.startsWith('link.') || path.startsWith('campaign.')) {
    return isDimension(path) ? path : null;
  }
  return renamed[path] ?? null;
}
