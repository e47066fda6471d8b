import { dataPrefix, segmentDimension, type FilterDimension } from '../query/dimensions.ts';

/** Dimensions whose values are persons, or, of a segment, may be about some. */
const persons: readonly FilterDimension[] = ['recipient', segmentDimension];

/** Names of `data` that hitmark's own tag sends, and that hold nothing of a person. */
const impersonal: readonly string[] = ['currency', 'form', 'rating', 'revenue', 'url'];

/**
 * Tells whether a dimension may name persons. What else stands in `data` is whatever a site or a sender has
 * put there: an email address as well as a plan.
 */
export function namesPersons(dimension: FilterDimension): boolean {
  if (!dimension.startsWith(dataPrefix)) return persons.includes(dimension);
  return !impersonal.includes(dimension.slice(dataPrefix.length));
}
