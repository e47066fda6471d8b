import type { ParsedEvent } from './event.ts';
import { eventPlan, type PlannedMember } from './plan.ts';

type Values = Readonly<Record<string, unknown>>;

/**
 * An object with all members of each list: copies of it have their members in fixed places. Engines make a
 * slow dictionary of an object that gets more than a dozen by computed names.
 */
const blanks: ReadonlyMap<readonly PlannedMember[], Values> = new Map(
  [eventPlan, ...eventPlan.flatMap(({ group }) => (group === null ? [] : [group.members]))].map(
    (members) => [members, blankOf(members)],
  ),
);

function blankOf(members: readonly PlannedMember[]): Values {
  return JSON.parse(`{${members.map(({ name }) => `${JSON.stringify(name)}:null`).join()}}`);
}

/**
 * Reads an event's JSON text. Every member is there: what the text leaves out, or what has another form
 * than its column, is null, empty or the column's default. So a text of some other program is an event
 * without members, and one of a later version an event without its new members. Never throws.
 */
export function parseEvent(text: string): ParsedEvent {
  // Each value was checked by its column, from which ParsedEvent is derived.
  return readMembers(eventPlan, parseObject(text)) as ParsedEvent;
}

function parseObject(text: string): Values {
  try {
    return asObject(JSON.parse(text)) ?? {};
  } catch {
    return {};
  }
}

function readMembers(members: readonly PlannedMember[], values: Values): Values {
  const read: Record<string, unknown> = { ...blanks.get(members) };
  for (const { name, column, group } of members) {
    const value = values[name];
    if (column !== null) read[name] = column.is(value) ? value : column.missing;
    else read[name] = readGroup(group, asObject(value));
  }
  return read;
}

/** A group that may be null is null unless it has all that every such group has. */
function readGroup(
  { always, members }: NonNullable<PlannedMember['group']>,
  values: Values | null,
): Values | null {
  if (always) return readMembers(members, values ?? {});
  if (values === null) return null;
  const isWhole = members.every(
    ({ name, column }) => column?.presence !== 'required' || column.is(values[name]),
  );
  return isWhole ? readMembers(members, values) : null;
}

function asObject(value: unknown): Values | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Values)
    : null;
}
