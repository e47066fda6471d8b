import type { Event } from './event.ts';
import { eventPlan, type PlannedMember } from './plan.ts';

type Values = Readonly<Record<string, unknown>>;

/**
 * Writes an event as JSON, without its null and empty members. `data`, which the page or the sender passed on, stays
 * as it is.
 */
export function serializeEvent(event: Event): string {
  return `{${writeMembers(event as object as Values, eventWriters)}}`;
}

/** A member with the texts that come before its value, joined in advance to save time for each event. */
interface Writer {
  readonly name: string;
  /** True: its value is a JSON string, and `first` and `next` end with its opening quote. */
  readonly isText: boolean;
  /** Name and colon, and the quote or brace that begins the value. */
  readonly first: string;
  /** `first` after a comma, for every member but the first that is written. */
  readonly next: string;
  /** Writers of a group's members; null: it is a column. */
  readonly members: readonly Writer[] | null;
}

function writersOf(members: readonly PlannedMember[]): readonly Writer[] {
  return members.map(({ name, column, group }) => {
    const isText = column !== null && ['text', 'choice', 'time'].includes(column.kind);
    const first = `"${name}":${isText ? '"' : group === null ? '' : '{'}`;
    const inner = group === null ? null : writersOf(group.members);
    return { name, isText, first, next: `,${first}`, members: inner };
  });
}

const eventWriters = writersOf(eventPlan);

/** Characters that must be escaped in a JSON text (RFC 8259 §7), and surrogates, which may stand alone. */
// eslint-disable-next-line no-control-regex -- they are what it looks for
const special = /["\\\u0000-\u001f\ud800-\udfff]/;

/**
 * Writes the members of an object, value by value: every event comes through here, and a copy without the
 * empty members, for JSON.stringify to walk, took three times as long.
 */
function writeMembers(values: Values, writers: readonly Writer[]): string {
  let json = '';
  for (const writer of writers) {
    const value = values[writer.name];
    if (value == null) continue;
    const start = json === '' ? writer.first : writer.next;
    if (writer.isText) {
      // JSON.stringify adds both quotes; the start has the first one already.
      json += special.test(value as string)
        ? start + JSON.stringify(value).slice(1)
        : start + (value as string) + '"';
    } else if (writer.members !== null) {
      const members = writeMembers(value as Values, writer.members);
      if (members !== '') json += `${start}${members}}`;
    } else if (Number.isFinite(value)) json += `${start}${value as number}`;
    else if (!isEmpty(value)) json += start + JSON.stringify(value);
  }
  return json;
}

/** Tells whether a list or an object has no members. */
function isEmpty(value: unknown): boolean {
  if (typeof value !== 'object') return false;
  for (const _ in value) return false;
  return true;
}
