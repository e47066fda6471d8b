import * as v from 'valibot';
import type { EventChoice } from './goal.ts';
import { readSelection } from './parse-query.ts';
import type { Selection } from './query.ts';
import { selectionEntries } from './schema.ts';
import { membersOf } from './schema-parts.ts';

/** Query of a funnel: the steps that visitors take one after another, and the selection of their events. */
export interface FunnelQuery extends Selection {
  readonly steps: readonly FunnelQueryStep[];
  /** Hours from the first step to the last, over all visits; null: within one visit. */
  readonly window_hours: number | null;
}

export type FunnelQueryStep = EventChoice & { readonly name: string };

/** The part of a funnel's query that a request gives. The rest is stored in the funnel. */
export type FunnelSelection = Omit<Selection, 'site' | 'goals'>;

const { site, ...entries } = selectionEntries;

/** Schema of a request for a funnel. */
export const funnelSelectionSchema: v.GenericSchema<unknown, FunnelSelection> = v.strictObject(
  entries,
  membersOf(Object.keys(entries).join(', ')),
);

/**
 * Parses a request for a funnel.
 *
 * @throws QueryError with every problem of it
 */
export function parseFunnelSelection(input: unknown): FunnelSelection {
  return readSelection(funnelSelectionSchema, input);
}
