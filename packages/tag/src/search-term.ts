import { each } from './lists.ts';
import { options } from './options.ts';

/** What was searched for on this page: the first of its parameters that may hold a search term. */
export function searchTerm(): string {
  let term: string | null | undefined;
  // The article's own name comes first.
  each(options.search, (name) => {
    term = term || new URL(location.href).searchParams.get(name);
  });
  return term || '';
}
