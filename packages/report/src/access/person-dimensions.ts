import { dataPrefix, segmentDimension, type FilterDimension } from '../query/dimensions.ts';
import type { Reader } from './reader.ts';

/** Dimensions by which everything of one person is found: they need `report.persons`. */
const following: readonly FilterDimension[] = ['visitor', 'user', 'click.recipient'];

/** Dimensions whose values are persons, or, of a segment, may be about some. */
const persons: readonly FilterDimension[] = [...following, 'recipient', segmentDimension];

/** Tells whether a dimension is one by which a single person is followed. */
export function followsPersons(dimension: FilterDimension): boolean {
  return following.includes(dimension);
}

/** Names of `data` that hitmark's own tag sends, and that hold nothing of a person. */
const impersonal: readonly string[] = ['currency', 'form', 'rating', 'revenue', 'url'];

/** Tells whether a reader may ask for a dimension. */
export function mayAsk(
  reader: Pick<Reader, 'seesPersons' | 'followsPersons'>,
  dimension: FilterDimension,
): boolean {
  if (followsPersons(dimension) && !reader.followsPersons) return false;
  return reader.seesPersons || !namesPersons(dimension);
}

/**
 * Tells whether a dimension may name persons. What else stands in `data` is whatever a site or a sender has
 * put there: an email address as well as a plan.
 */
export function namesPersons(dimension: FilterDimension): boolean {
  if (!dimension.startsWith(dataPrefix)) return persons.includes(dimension);
  return !impersonal.includes(dimension.slice(dataPrefix.length));
}
