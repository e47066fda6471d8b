import { conditionsOf, type Filter } from '../query/filter.ts';
import type { Dimension, FilterDimension } from '../query/dimensions.ts';
import type { QueryProblem } from '../query/query-problem.ts';
import type { Selection } from '../query/query.ts';
import { AccessError } from './access-error.ts';
import { followsPersons, mayAsk, namesPersons } from './person-dimensions.ts';
import type { Reader } from './reader.ts';

/** Members of a query or a listing of events that a reader's rights restrict. */
interface Choice extends Selection {
  /** Dimensions of a query; left out by a listing, which shows whole events. */
  readonly dimensions?: readonly Dimension[];
}

/** Members whose dimensions may be of persons. */
type Uses = Pick<Choice, 'dimensions' | 'filters'>;

/**
 * Narrows a query or a listing to what its reader may see: sites, filter, and dimensions of persons. Every request
 * passes here before it reaches the store.
 *
 * @throws AccessError
 */
export function narrow<Input extends Choice>(request: Input, reader: Reader): Input {
  if (!reader.seesPersons) refusePersons(request);
  if (!reader.followsPersons) refuseFollowing(request);
  return {
    ...request,
    site: sitesFor(reader, request.site),
    filters: bothFilters(reader.filter, request.filters),
  };
}

/**
 * Refuses a filter that is kept, as the same filter of a query is refused.
 *
 * @param path of the filter in what is kept
 * @throws AccessError
 */
export function refuseFilter(filter: Filter, reader: Reader, path: string): void {
  const uses = { dimensions: [], filters: filter };
  if (!reader.seesPersons) refusePersons(uses, path);
  if (!reader.followsPersons) refuseFollowing(uses, path);
}

/** Tells whether a reader may ask for every dimension of a filter. */
export function mayFilter(
  reader: Pick<Reader, 'seesPersons' | 'followsPersons'>,
  filter: Filter,
): boolean {
  return conditionsOf(filter).every(({ condition }) => mayAsk(reader, condition[1]));
}

/**
 * Narrows a choice of sites to those of a reader; null: all.
 *
 * @throws AccessError where one is not theirs
 */
export function sitesFor(
  { sites, name }: Reader,
  site: readonly string[] | null,
): readonly string[] | null {
  if (sites === null) return site;
  const accepted = sites.length === 0 ? 'no site' : sites.join(', ');
  const problems: readonly QueryProblem[] = (site ?? []).flatMap((each, index) =>
    sites.includes(each) ? [] : [{ path: `site[${index}]`, message: `expected ${accepted}` }],
  );
  // A reader of no site is refused here: a query has no way to say `no site`.
  if (problems.length > 0 || sites.length === 0) {
    const message = `${name} may not read this site; it may read ${accepted}`;
    throw new AccessError('site-forbidden', message, problems);
  }
  return site ?? sites;
}

/** Joins the reader's filter and that of the query by `and`. */
function bothFilters(own: Filter | null, filter: Filter | null): Filter | null {
  if (own === null || filter === null) return own ?? filter;
  return ['and', [own, filter]];
}

/**
 * Translates the paths of problems in a narrowed query to those of the query as it was written: `bothFilters` has put
 * its filter at `filters[1][1]`.
 */
export function problemsAsWritten(
  problems: readonly QueryProblem[],
  request: Pick<Choice, 'filters'>,
  reader: Reader,
): readonly QueryProblem[] {
  if (reader.filter === null || request.filters === null) return problems;
  return problems.map(({ path, message }) => ({
    path: path.replace(/^filters\[1\]\[1\]/, 'filters'),
    message,
  }));
}

/**
 * Refuses an email's outline to those who see nothing of persons: links in it may be made for one recipient.
 *
 * @throws AccessError
 */
export function refuseOutlines({ seesPersons }: Reader): void {
  if (seesPersons) return;
  const message = 'this reader sees no emails: log in as somebody who may see persons';
  throw new AccessError('persons-forbidden', message, []);
}

function refusePersons(uses: Uses, path?: string): void {
  if (uses.dimensions === undefined) {
    const message =
      'this reader sees numbers, not the events behind them: log in as somebody who may see persons';
    throw new AccessError('persons-forbidden', message, []);
  }
  const problems = problemsOf(uses, namesPersons, path);
  if (problems.length === 0) return;
  const message =
    'this reader sees nothing of persons: log in as somebody who may, to ask for this';
  throw new AccessError('persons-forbidden', message, problems);
}

function refuseFollowing(uses: Uses, path?: string): void {
  const problems = problemsOf(uses, followsPersons, path);
  if (problems.length === 0) return;
  const message = 'nobody follows single persons here: set report.persons to ask for this';
  throw new AccessError('persons-off', message, problems);
}

/** Lists a problem for each dimension that is refused, in `dimensions` or in a condition of the filter. */
function problemsOf(
  { dimensions = [], filters }: Uses,
  isRefused: (dimension: FilterDimension) => boolean,
  filtersPath?: string,
): readonly QueryProblem[] {
  const uses = [
    ...dimensions.map((dimension, index) => ({ path: `dimensions[${index}]`, dimension })),
    ...conditionsOf(filters, filtersPath).map(({ path, condition }) => ({
      path: `${path}[1]`,
      dimension: condition[1],
    })),
  ];
  return uses
    .filter(({ dimension }) => isRefused(dimension))
    .map(({ path }) => ({ path, message: 'expected a dimension that names no person' }));
}
