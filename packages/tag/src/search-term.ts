/** Parameters of a page's address that hold a search term, the article's own first. */
const names = ['search', 'q', 's', 'query'];

/** What was searched for on a page, by the query of its address; null: nothing. */
export function searchTerm(query: string): string | null {
  const parameters = new URLSearchParams(query);
  for (const name of names) {
    if (parameters.get(name)) return parameters.get(name);
  }
  return null;
}
