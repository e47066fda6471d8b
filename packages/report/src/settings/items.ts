import type { EventChoice } from '../query/goal.ts';
import type { Filter } from '../query/filter.ts';

/** A step of a funnel: a goal of the site, or events of its own. */
export type FunnelStep = { readonly goal: string } | (EventChoice & { readonly name: string });

/** Steps that visitors are to take one after another. */
export interface Funnel {
  readonly name: string;
  readonly site: string;
  readonly steps: readonly FunnelStep[];
  /** Hours from the first step to the last, over all visits; null: within one visit. */
  readonly window_hours: number | null;
}

/** A filter with a name, to be used in the site's queries. */
export interface Segment {
  readonly name: string;
  readonly site: string;
  readonly filter: Filter;
}

/** A note on a day of a site. */
export interface Annotation {
  readonly site: string;
  /** Such as `2026-11-22`. */
  readonly day: string;
  readonly text: string;
}
