import type { Event } from '../event.ts';

/** An event to store, with what the journal must know beside it. */
export interface Entry {
  readonly event: Event;
  /** The collector's clock, Unix ms. */
  readonly received: number;
  /** What tells a re-sent hit from a new one; null: never a duplicate. */
  readonly hit: { readonly time: number | null; readonly identity: string } | null;
}
