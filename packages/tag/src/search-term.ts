import { each } from './lists.ts';
import { options } from './options.ts';

/** What was searched for on this page: the first of its parameters that may hold a search term. */
export function searchTerm(): string {
  const parameters = new URLSearchParams(location.search);
  let term = '';
  // The article's own name comes first.
  each(options.search ?? 'search,q,s,query', (name) => (term ||= parameters.get(name) ?? ''));
  return term;
}
