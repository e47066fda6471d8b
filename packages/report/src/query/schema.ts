import { Temporal } from 'temporal-polyfill';
import * as v from 'valibot';
import { acceptedRanges, isDay, isRangeName } from './date-range.ts';
import {
  acceptedDimensions,
  isDimension,
  segmentDimension,
  type Dimension,
  type FilterDimension,
} from './dimensions.ts';
import { metrics, type Metric } from './metrics.ts';
import { actors, comparisons, type Filter, type Listing, type Query } from './query.ts';

/** Most rows of an answer. */
const maxLimit = 10_000;
const maxOffset = 10_000_000;
const maxSites = 100;
const maxDimensions = 6;
/** Conditions of one `and` or `or`. */
const maxConditions = 50;
/** Texts of one condition. */
const maxValues = 1_000;
/** A longer text is in no event: the collector takes no longer addresses. */
const maxValueLength = 8_192;

/** A problem's message. */
export const expected = (what: string): string => `expected ${what}`;

/** A list in which nothing stands twice. */
const distinct = <Schema extends v.GenericSchema>(item: Schema, max: number, what: string) =>
  v.pipe(
    v.array(item, expected(`a list of ${what}`)),
    v.maxLength(max, expected(`at most ${max} ${what}`)),
    v.check((items) => new Set(items).size === items.length, expected(`each of the ${what} once`)),
    v.readonly(),
  );

/** A text of bounded length. */
export const text = (what: string, maxLength: number) =>
  v.pipe(
    v.string(expected(what)),
    v.maxLength(maxLength, expected(`${what} of at most ${maxLength} characters`)),
  );

/** Name of a site. */
export const siteSchema = v.pipe(
  text('a site', maxValueLength),
  v.minLength(1, expected('a site')),
);

const metric = v.picklist(metrics, expected(`one of ${metrics.join(', ')}`));

const dimension = v.pipe(
  v.string(expected(`one of ${acceptedDimensions}`)),
  v.check(isDimension, expected(`one of ${acceptedDimensions}`)),
  v.transform((name) => name as Dimension),
);

const acceptedInFilters = `${acceptedDimensions}, or ${segmentDimension}`;

const filterDimension = v.pipe(
  v.string(expected(`one of ${acceptedInFilters}`)),
  v.check(
    (name) => name === segmentDimension || isDimension(name),
    expected(`one of ${acceptedInFilters}`),
  ),
  v.transform((name) => name as FilterDimension),
);

const value = v.union(
  [
    text('a text', maxValueLength),
    v.pipe(v.number(), v.transform(String)),
    v.pipe(v.boolean(), v.transform(String)),
  ],
  expected(`a text of at most ${maxValueLength} characters, or a number`),
);

const values = v.pipe(
  v.array(value, expected('a list of texts')),
  v.minLength(1, expected('at least one text')),
  v.maxLength(maxValues, expected(`at most ${maxValues} texts`)),
  v.readonly(),
);

const operators = `and, or, not, ${comparisons.join(', ')}`;
const isOneOf = (choices: readonly string[], operator: unknown): boolean =>
  choices.some((choice) => choice === operator);

const condition = v.strictTuple(
  [v.picklist(comparisons), filterDimension, values],
  expected('[operator, dimension, [texts]]'),
);

const negation = v.strictTuple(
  [v.literal('not'), v.lazy(() => filterSchema)],
  expected('["not", filter]'),
);

const group = v.strictTuple(
  [
    v.picklist(['and', 'or']),
    v.pipe(
      v.array(
        v.lazy(() => filterSchema),
        expected('a list of filters'),
      ),
      v.minLength(1, expected('at least one filter')),
      v.maxLength(maxConditions, expected(`at most ${maxConditions} filters`)),
      v.readonly(),
    ),
  ],
  expected('[operator, [filters]]'),
);

const noFilter = v.pipe(
  v.unknown(),
  v.check(() => false, expected(`a filter that begins with one of ${operators}`)),
  v.transform((): Filter => ['and', []]),
);

/** Chosen by its operator, so that a problem is told of the form that was meant. */
export const filterSchema: v.GenericSchema<unknown, Filter> = v.lazy((input) => {
  const operator: unknown = Array.isArray(input) ? input[0] : undefined;
  if (isOneOf(['and', 'or'], operator)) return group;
  if (operator === 'not') return negation;
  return isOneOf(comparisons, operator) ? condition : noFilter;
});

/** A day such as `2026-11-01`. */
export const daySchema = v.pipe(
  v.string(expected('a day such as 2026-11-01')),
  v.check(isDay, expected('a day such as 2026-11-01')),
);

const dateRange = v.lazy((input) =>
  Array.isArray(input)
    ? v.pipe(
        v.strictTuple([daySchema, daySchema], expected(acceptedRanges)),
        v.check(([from, to]) => from <= to, expected('the first day not to be after the last')),
        v.readonly(),
      )
    : v.pipe(v.string(expected(acceptedRanges)), v.check(isRangeName, expected(acceptedRanges))),
);

/** A whole number between two bounds, both included. */
export const wholeNumber = (min: number, max: number) => {
  const message = expected(`a whole number from ${min} to ${max}`);
  return v.pipe(
    v.number(message),
    v.integer(message),
    v.minValue(min, message),
    v.maxValue(max, message),
  );
};

const timezone = v.pipe(
  text('a timezone such as Europe/Zurich', 64),
  v.check(isTimezone, expected('a timezone such as Europe/Zurich')),
);

const order = v.pipe(
  v.strictTuple(
    [
      v.string(expected('a metric or dimension of the query')),
      v.picklist(['asc', 'desc'], expected('asc or desc')),
    ],
    expected('["visitors", "desc"]'),
  ),
  v.transform(([by, direction]) => [by as Metric | Dimension, direction] as const),
);

/** The message of an object: of a member that it does not have, or lacks. */
export const membersOf = (names: string) => (issue: v.StrictObjectIssue) => {
  if (issue.path === undefined) return expected(`an object with ${names}`);
  return issue.expected === 'never' ? expected(`one of ${names}`) : expected('a value');
};

/** What chooses events. */
const selectionEntries = {
  site: v.nullish(
    v.pipe(
      v.lazy((input) =>
        Array.isArray(input) ? distinct(siteSchema, maxSites, 'sites') : siteSchema,
      ),
      v.transform((sites) => (typeof sites === 'string' ? [sites] : sites)),
      v.minLength(1, expected('at least one site')),
    ),
    null,
  ),
  date_range: dateRange,
  filters: v.nullish(filterSchema, null),
  actors: v.optional(
    v.pipe(
      distinct(v.picklist(actors, expected(`one of ${actors.join(', ')}`)), 3, 'actors'),
      v.minLength(1, expected('at least one actor')),
    ),
    ['human', 'unknown'],
  ),
  timezone: v.optional(timezone, 'UTC'),
};

const queryEntries = {
  ...selectionEntries,
  metrics: v.pipe(
    distinct(metric, metrics.length, 'metrics'),
    v.minLength(1, expected('at least one metric')),
  ),
  dimensions: v.optional(distinct(dimension, maxDimensions, 'dimensions'), []),
  compare: v.nullish(v.picklist(['previous_period'], expected('previous_period')), null),
  order_by: v.optional(
    v.pipe(
      v.array(order, expected('a list such as [["visitors", "desc"]]')),
      v.maxLength(maxDimensions, expected(`at most ${maxDimensions} of them`)),
      v.readonly(),
    ),
    [],
  ),
  limit: v.optional(wholeNumber(1, maxLimit), 1_000),
  offset: v.optional(wholeNumber(0, maxOffset), 0),
};

const listingEntries = {
  ...selectionEntries,
  metrics: v.optional(distinct(metric, metrics.length, 'metrics'), []),
  limit: v.optional(wholeNumber(1, 1_000), 100),
  cursor: v.nullish(
    v.pipe(
      v.string(expected('the cursor of an answer')),
      v.regex(/^-?\d{1,16}\.\d{1,16}$/, expected('the cursor of an answer')),
    ),
    null,
  ),
};

const namesOf = (entries: object): string => Object.keys(entries).join(', ');

/** A query as somebody writes it. */
export const querySchema: v.GenericSchema<unknown, Query> = v.strictObject(
  queryEntries,
  membersOf(namesOf(queryEntries)),
);

/** A choice of events to be listed, as somebody writes it. */
export const listingSchema: v.GenericSchema<unknown, Listing> = v.strictObject(
  listingEntries,
  membersOf(namesOf(listingEntries)),
);

function isTimezone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}
