/** Expectation that an answer is compared with. */
export interface Expected {
  readonly results: readonly {
    readonly dimensions: readonly string[];
    readonly metrics: readonly (number | null)[];
    readonly comparison?: readonly (number | null)[];
  }[];
  readonly total: number;
  readonly excluded: Readonly<Record<string, number>>;
  readonly warnings: readonly string[];
}
