import type { ColumnKind, Presence } from './column.ts';
import type { ParsedEvent } from './event.ts';
import { eventPlan, type PlannedMember } from './plan.ts';

/** One column of a table of events. */
export interface EventColumn {
  /** Name in a table, such as `campaign_source`; members of `client` have no prefix. */
  readonly name: string;
  /** Place in the event, such as `campaign.source`. */
  readonly path: string;
  readonly kind: ColumnKind;
  /** All values of a choice, or of a list of choices; null: any value of the kind. */
  readonly choices: readonly string[] | null;
  /** Null where the column's whole group is: `link.url` of an event that is no click. */
  readonly presence: Presence;
  /** Meaning of a value that is left out in JSON. */
  readonly missing: ColumnValue | null;
  /** One sentence. */
  readonly doc: string;
  /** Null: the event has no such value. */
  readonly read: (event: ParsedEvent) => ColumnValue | null;
}

/** A value of a column. */
export type ColumnValue =
  | string
  | number
  | boolean
  | readonly string[]
  | Readonly<Record<string, unknown>>;

/** All columns of a table of events, in the event's order. New ones may come anywhere: read them by name. */
export const eventColumns: readonly EventColumn[] = columnsOf(eventPlan, [], true);

function columnsOf(
  members: readonly PlannedMember[],
  outer: readonly string[],
  always: boolean,
): EventColumn[] {
  return members.flatMap(({ name, column, group }) => {
    const path = [...outer, name];
    if (column === null) return columnsOf(group.members, path, group.always);
    const { kind, choices, doc } = column;
    const presence = always ? column.presence : 'nullable';
    const missing = always ? (column.missing as ColumnValue | null) : null;
    return {
      name: path
        .join('.')
        .replace(/^client\./, '')
        .replace('.', '_'),
      path: path.join('.'),
      kind,
      choices,
      presence,
      missing,
      doc,
      read: (event) => valueAt(event, path),
    };
  });
}

function valueAt(event: ParsedEvent, path: readonly string[]): ColumnValue | null {
  let value: unknown = event;
  for (const name of path) value = (value as Readonly<Record<string, unknown>> | null)?.[name];
  return (value as ColumnValue | undefined) ?? null;
}
