import type { Filter } from './filter.ts';

/** Types of events that can meet a goal. */
export const goalTypes = ['event', 'pageview'] as const;
export type GoalType = (typeof goalTypes)[number];

/** Events that a goal or a step of a funnel is about. */
export interface EventChoice {
  /** Null: both types. */
  readonly type: GoalType | null;
  readonly filter: Filter;
}

/** Events of a site that are worth counting, by a name. */
export interface Goal extends EventChoice {
  readonly name: string;
  readonly site: string;
}
