import { each } from './lists.ts';
import { options } from './options.ts';

/** What was searched for on this page: the first of its parameters that may hold a search term. */
export function searchTerm(): string | null {
  const parameters = new URLSearchParams(location.search);
  let term: string | null = '';
  // The article's own name comes first.
  each(options.search ?? 'search,q,s,query', (name) => (term ||= parameters.get(name)));
  return term;
}
