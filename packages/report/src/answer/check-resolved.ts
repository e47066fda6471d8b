import { isAboutGoals } from '../query/about-goals.ts';
import type { Query, Selection } from '../query/query.ts';

/**
 * Refuses a query about goals whose goals have not been looked up by `resolveQuery`: its numbers would be 0.
 *
 * @throws RangeError
 */
export function checkResolved(
  query: Selection & Partial<Pick<Query, 'metrics' | 'dimensions'>>,
): void {
  if (query.goals !== undefined || !isAboutGoals(query)) return;
  throw new RangeError('a query about goals is to be resolved first: resolveQuery()');
}
