import { none } from '../../query/dimensions.ts';
import type { Filter } from '../../query/filter.ts';
import { personMembers, type PersonKey } from '../../query/person-key.ts';
import { links } from '../state/links.ts';
import type { PageFilter } from '../state/filter-text.ts';
import type { SiteView } from '../view.ts';

/** Person that the page is about: the one filter that names somebody; null: there is none. */
export function chosenPerson(filters: readonly PageFilter[]): PersonKey | null {
  for (const { operator, dimension, values } of filters) {
    const by = personMembers.find((member) => member === dimension);
    const [value] = values;
    if (by === undefined || operator !== 'is' || values.length !== 1 || value === undefined)
      continue;
    if (isSomebody(value)) return { by, value };
  }
  return null;
}

/** Tells whether a value names somebody: `(none)` stands for all events that name nobody. */
export function isSomebody(value: string): boolean {
  return value !== '' && value !== none;
}

/** Address of a page about somebody; null: the reader may not follow persons, or it would be too long. */
export function personHref(
  { reader, site, state }: SiteView,
  { by, value }: PersonKey,
  page: 'person' | 'forget' = 'person',
): string | null {
  if (!reader.followsPersons || !isSomebody(value)) return null;
  const filters: readonly PageFilter[] = [{ operator: 'is', dimension: by, values: [value] }];
  return links.page(site, { ...state, filters, cursor: null, metric: null, tabs: {} }, page);
}

/** The filter of the events that name one of some persons. */
export function whereOf(persons: readonly PersonKey[]): Filter {
  return ['or', persons.map(({ by, value }): Filter => ['is', by, [value]])];
}
