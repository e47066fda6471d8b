import type { Piece } from './render-pieces.ts';

/** A page: what stands above its main part, the parts of it, and what follows. */
export interface Page {
  readonly status: number;
  readonly title: string;
  /** Asks for itself again after so many seconds, where no script runs. */
  readonly refreshSeconds?: number;
  /** Asks for itself again after so many seconds, with script and without. */
  readonly reloadSeconds?: number;
  readonly above: readonly Piece[];
  readonly main: readonly Piece[];
  readonly below: readonly Piece[];
}
