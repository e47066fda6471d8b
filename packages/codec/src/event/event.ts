import type { Column, Group } from './column.ts';
import type { eventMembers } from './members.ts';

type Members = typeof eventMembers;

/**
 * The stored record of what happened, the same in the journal, in exports and in what forwarders send.
 * docs/event.md says what each member is. Null and empty members are left out on disk and on the wire.
 */
export interface Event extends Shape<Members> {}

/** An event as it is read from JSON: even the members that every event must have may be missing, and are null. */
export interface ParsedEvent extends ParsedShape<Members> {}

export type EventType = Event['type'];
export type Campaign = Event['campaign'];
export type Client = Event['client'];
/** The link that was clicked. */
export type Link = NonNullable<Event['link']>;
/** The token that a link carried. */
export type Token = NonNullable<Event['token']>;

/** Type of the values that a table of members describes. */
type Shape<Table> = { readonly [Name in keyof Table]: Value<Table[Name]> };

/** Shape of an event that was read, with null for a missing value of a required column. */
type ParsedShape<Table> = {
  readonly [Name in keyof Table]: Table[Name] extends Column<infer Inner, 'required'>
    ? Inner | null
    : Value<Table[Name]>;
};

/** Type of one member: the value of a column, or the members of a group; null where either may be null. */
type Value<Member> =
  Member extends Column<infer Inner, infer Has>
    ? 'nullable' extends Has
      ? Inner | null
      : Inner
    : Member extends Group<infer Inner, infer Always>
      ? Always extends true
        ? Shape<Inner>
        : Shape<Inner> | null
      : never;
