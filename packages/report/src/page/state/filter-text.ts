import { isDimension, segmentDimension, type FilterDimension } from '../../query/dimensions.ts';
import { comparisons, type Comparison, type Filter } from '../../query/filter.ts';

/** A filter of the page: one dimension compared with texts. */
export interface PageFilter {
  readonly operator: Comparison;
  readonly dimension: FilterDimension;
  readonly values: readonly string[];
}

/**
 * Writes a filter as it stands in an address, such as `is~page~/pricing`. In a part, `!` is `!!` and `~` is
 * `!-`, so that a part never has a `~`.
 */
export function serialiseFilter({ operator, dimension, values }: PageFilter): string {
  return joinParts([operator, dimension, ...values]);
}

/** Joins the parts of a filter: operator, dimension and values. */
export function joinParts(parts: readonly string[]): string {
  return parts.map(escapePart).join('~');
}

/** Reads a filter that `serialiseFilter` has written; null: the text is no filter. */
export function parseFilter(text: string): PageFilter | null {
  const [operator, dimension, ...values] = text.split('~').map(unescapePart);
  const comparison = comparisons.find((name) => name === operator);
  if (comparison === undefined || dimension === undefined) return null;
  if (!isDimension(dimension) && dimension !== segmentDimension) return null;
  return values.length === 0 ? null : { operator: comparison, dimension, values };
}

function escapePart(part: string): string {
  return part.replaceAll('!', '!!').replaceAll('~', '!-');
}

function unescapePart(part: string): string {
  return part.replace(/!([!-])/g, (_all, escaped: string) => (escaped === '-' ? '~' : '!'));
}

/** The filter that leaves out what this one takes, and the other way round. */
export function negate(filter: PageFilter): PageFilter {
  return { ...filter, operator: opposites[filter.operator] };
}

const opposites: Readonly<Record<Comparison, Comparison>> = {
  is: 'is_not',
  is_not: 'is',
  contains: 'contains_not',
  contains_not: 'contains',
  // An expression has no opposite of its own: its chip can be removed only.
  matches: 'matches',
};

/** The filters as the query API has them; several must all hold. */
export function toFilter(filters: readonly PageFilter[]): Filter | null {
  const [first, ...others] = filters.map(({ operator, dimension, values }): Filter => [
    operator,
    dimension,
    values,
  ]);
  if (first === undefined) return null;
  return others.length === 0 ? first : ['and', [first, ...others]];
}
