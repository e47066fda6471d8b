import type { ChartPoint } from './series.ts';

/** Something that happened, written beside the chart: a note of somebody, or a message that was sent. */
export interface ChartNote {
  readonly atMs: number;
  readonly text: string;
  /** Address of more about it; null: there is none. */
  readonly href: string | null;
}

/** A note with its letter, and the bucket it stands over. */
export interface LetteredNote {
  readonly letter: string;
  readonly note: ChartNote;
  readonly index: number;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** The notes that lie in the chart, in order, with their letters. Others have no room. */
export function lettersOf(
  notes: readonly ChartNote[],
  points: readonly ChartPoint[],
): readonly LetteredNote[] {
  return notes
    .map((note) => ({
      note,
      index: points.findIndex(({ fromMs, toMs }) => note.atMs >= fromMs && note.atMs < toMs),
    }))
    .filter(({ index }) => index >= 0)
    .toSorted((one, other) => one.note.atMs - other.note.atMs)
    .slice(0, alphabet.length)
    .map((placed, at) => ({ ...placed, letter: alphabet[at] ?? '' }));
}
