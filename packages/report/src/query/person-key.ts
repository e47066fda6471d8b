/** Members of an event that name somebody. */
export const personMembers = ['visitor', 'user', 'recipient'] as const;
export type PersonMember = (typeof personMembers)[number];

/** Somebody, as events name them. */
export interface PersonKey {
  readonly by: PersonMember;
  readonly value: string;
}
