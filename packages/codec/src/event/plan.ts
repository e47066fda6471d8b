import type { Column, Group, Presence } from './column.ts';
import { eventMembers } from './members.ts';

/** A member as a list holds it: a column, or a group with its own list. */
export type PlannedMember = PlannedColumn | PlannedGroup;

interface PlannedColumn {
  readonly name: string;
  readonly column: Column<unknown, Presence>;
  readonly group: null;
}

interface PlannedGroup {
  readonly name: string;
  readonly column: null;
  readonly group: { readonly always: boolean; readonly members: readonly PlannedMember[] };
}

type AnyMember = Column<unknown, Presence> | Group<Readonly<Record<string, AnyMember>>, boolean>;

function planMembers(members: Readonly<Record<string, AnyMember>>): readonly PlannedMember[] {
  return Object.entries(members).map(([name, member]) =>
    member.kind === 'group'
      ? {
          name,
          column: null,
          group: { always: member.always, members: planMembers(member.members) },
        }
      : { name, column: member, group: null },
  );
}

/** The event's members as a list, for code that goes through all of them. */
export const eventPlan: readonly PlannedMember[] = planMembers(eventMembers);
