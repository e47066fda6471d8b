/** Figures of a collector since it was started, which only it knows. */
export interface CollectorQuality {
  /** What became of all events that came: `received` is the sum of the others. */
  readonly events: {
    readonly received: number;
    readonly stored: number;
    readonly duplicate: number;
    readonly rejected: number;
    readonly refused: number;
    readonly inFlight: number;
  };
  /** Hits that were not taken, by reason, the most frequent first. */
  readonly rejected: readonly { readonly reason: string; readonly count: number }[];
  /** Followers of the journal, with the events that each has still to hand on. */
  readonly followers: readonly { readonly name: string; readonly behind: number }[];
  /** Deliveries that were given up. */
  readonly deadLetters: number;
}
