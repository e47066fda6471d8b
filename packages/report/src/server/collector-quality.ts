/** Figures of a collector, of the last 30 days and of all sites, which only it knows. */
export interface CollectorQuality {
  /** Outcomes of all events that came. */
  readonly events: {
    readonly stored: number;
    readonly duplicate: number;
    readonly rejected: number;
    readonly refused: number;
  };
  /** Hits that were not taken, by reason, the most frequent first. */
  readonly rejected: readonly { readonly reason: string; readonly count: number }[];
  /** Followers of the journal, with the events that each has still to hand on. */
  readonly followers: readonly { readonly name: string; readonly behind: number }[];
  /** Deliveries that were given up. */
  readonly deadLetters: number;
}
