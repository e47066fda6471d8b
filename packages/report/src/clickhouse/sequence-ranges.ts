/** Sequences of a journal from one to another, both included. */
export interface SequenceRange {
  readonly first: number;
  readonly last: number;
}

/**
 * Finds the sequences of a range that are missing.
 *
 * @param present sequences in ascending order, all within the range
 */
export function gapsOf(
  { first, last }: SequenceRange,
  present: readonly number[],
): readonly SequenceRange[] {
  const gaps: SequenceRange[] = [];
  let next = first;
  for (const sequence of present) {
    if (sequence > next) gaps.push({ first: next, last: sequence - 1 });
    next = sequence + 1;
  }
  if (next <= last) gaps.push({ first: next, last });
  return gaps;
}
