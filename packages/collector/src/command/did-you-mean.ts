import { closestMatch } from 'leven';

/** Text that offers the known name nearest to a mistyped one: ` (did you mean stats?)`, or nothing. */
export function didYouMean(typed: string, known: readonly string[], prefix = ''): string {
  const maxDistance = Math.ceil(typed.length / 3);
  const nearest = closestMatch(typed, known, { maxDistance });
  return nearest === undefined ? '' : ` (did you mean ${prefix}${nearest}?)`;
}
