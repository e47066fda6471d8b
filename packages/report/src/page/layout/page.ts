import type { Piece } from './render-pieces.ts';

/** A page: its status, its title, and its pieces, above the main part, in it and below it. */
export interface Page {
  readonly status: number;
  readonly title: string;
  /** Seconds after which the page loads itself again, if no script runs. */
  readonly refreshSeconds?: number;
  /** Seconds after which the page loads itself again, with and without script. */
  readonly reloadSeconds?: number;
  readonly above: readonly Piece[];
  readonly main: readonly Piece[];
  readonly below: readonly Piece[];
}
