import { isCondition, type Filter } from '../../query/filter.ts';
import { nameOfValue } from '../parts/name-of-value.ts';
import type { Texts } from '../texts/en.ts';

/** Writes a filter in short, in the page's language: `Page is /pricing`. */
export function filterWords(filter: Filter, texts: Texts): string {
  if (isCondition(filter)) {
    const [operator, dimension, values] = filter;
    const name = texts.dimensions[dimension]?.[0] ?? dimension;
    const shownValues = values.map((value) => nameOfValue(dimension, value, texts));
    return `${name} ${texts.filters.operators[operator]} ${shownValues.join(', ')}`;
  }
  if (filter[0] === 'not') return `${texts.filters.not} (${filterWords(filter[1], texts)})`;
  const parts = filter[1].map((part) => filterWords(part, texts));
  return parts.join(filter[0] === 'and' ? ', ' : ` ${texts.filters.or} `);
}
