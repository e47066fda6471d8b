import { eventTypes, type ParsedEvent } from '@hitmark/codec/event';
import { CommandError } from '../command-error.ts';

/** Tells whether the flags choose an event. */
export type EventFilter = (event: ParsedEvent) => boolean;

/** Flags that choose the events of one person; `hitmark forget` takes one of them. */
export const personFlags = ['visitor', 'user', 'recipient', 'where'] as const;

/** Flags that choose events; all that are given must hold. */
export const filterFlags = ['from', 'to', 'site', 'type', 'name', ...personFlags] as const;

type Flags = Readonly<Record<string, string>>;

/**
 * Reads the filter of a command's flags; null: all events.
 *
 * @throws CommandError `usage`
 */
export function readFilter(flags: Flags): EventFilter | null {
  const filters = filterFlags.flatMap((flag) => {
    const value = flags[flag];
    return value === undefined ? [] : [readers[flag](value)];
  });
  return filters.length === 0 ? null : (event) => filters.every((holds) => holds(event));
}

const readers: Readonly<Record<(typeof filterFlags)[number], (value: string) => EventFilter>> = {
  from(value) {
    const from = readTime('from', value);
    return ({ time }) => Date.parse(time ?? '') >= from;
  },
  to(value) {
    const to = readTime('to', value);
    return ({ time }) => Date.parse(time ?? '') < to;
  },
  site(value) {
    if (value === '') throw wrong('site', 'the name of a site', value);
    return (event) => event.site === value;
  },
  type(value) {
    const types = value.split(',');
    const unknownType = types.find((type) => !eventTypes.some((known) => known === type));
    if (unknownType !== undefined) throw wrong('type', eventTypes.join(', '), unknownType);
    return ({ type }) => types.includes(type ?? '');
  },
  name: (value) => (event) => event.name === value,
  visitor: (value) => isOf('visitor', value),
  user: (value) => isOf('user', value),
  recipient: (value) => isOf('recipient', value),
  where(value) {
    const equals = value.indexOf('=');
    // An empty value names nobody: it would stand for all who lack the key.
    if (equals < 1 || equals === value.length - 1)
      throw wrong('where', 'KEY=VALUE, a member of data and its value', value);
    const key = value.slice(0, equals);
    const wanted = value.slice(equals + 1);
    return ({ data }) => Object.hasOwn(data, key) && asText(data[key]) === wanted;
  },
};

/** Chooses events of one person; an empty value, such as that of an unset variable, names nobody. */
function isOf(member: 'visitor' | 'user' | 'recipient', value: string): EventFilter {
  if (value === '') throw wrong(member, `the ${member}'s id as events have it`, value);
  return (event) => event[member] === value;
}

/** Text by which a member of `data` is compared: numbers and booleans as they are written. */
function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** ISO 8601 time or day. A time needs its zone: without one it would be another moment on each machine. */
const time = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2}))?$/;

function readTime(flag: string, value: string): number {
  const parsed = time.test(value) ? Date.parse(value) : Number.NaN;
  if (!Number.isNaN(parsed)) return parsed;
  throw wrong(flag, 'a date such as 2026-11-22 (UTC) or a time such as 2026-11-22T09:30Z', value);
}

function wrong(flag: string, expected: string, value: string): CommandError {
  return new CommandError('usage', `--${flag}: expected ${expected}, got ${JSON.stringify(value)}`);
}
