import * as v from 'valibot';
import type { EventChoice } from './goal.ts';
import { readSelection } from './parse-query.ts';
import type { Selection } from './query.ts';
import { selectionEntries } from './schema.ts';
import { membersOf } from './schema-parts.ts';

/** Steps that visitors are to take one after another, and the events that they are looked for in. */
export interface FunnelQuery extends Selection {
  readonly steps: readonly FunnelQueryStep[];
  /** Hours from the first step to the last, over all visits; null: within one visit. */
  readonly window_hours: number | null;
}

export type FunnelQueryStep = EventChoice & { readonly name: string };

/** The part of a funnel's query that is asked for: the rest stands in the funnel. */
export type FunnelSelection = Omit<Selection, 'site' | 'goals'>;

const { site: _site, ...entries } = selectionEntries;

/** Schema of the question to a funnel, as somebody writes it. */
export const funnelSelectionSchema: v.GenericSchema<unknown, FunnelSelection> = v.strictObject(
  entries,
  membersOf(Object.keys(entries).join(', ')),
);

/**
 * Checks what a funnel is asked with.
 *
 * @throws QueryError with every problem of it
 */
export function parseFunnelSelection(input: unknown): FunnelSelection {
  return readSelection(funnelSelectionSchema, input);
}
