import { Temporal } from 'temporal-polyfill';
import * as v from 'valibot';
import { acceptedRanges, isRangeName } from './date-range.ts';
import { acceptedDimensions, isDimension, type Dimension } from './dimensions.ts';
import { filterSchema } from './filter-schema.ts';
import { metrics, type Metric } from './metrics.ts';
import { actors, compares, type Listing, type Query } from './query.ts';
import { daySchema, expected, membersOf, siteSchema, text, wholeNumber } from './schema-parts.ts';

/** Most rows of an answer. */
const maxLimit = 10_000;
const maxOffset = 10_000_000;
const maxSites = 100;
const maxDimensions = 6;
/** A list in which nothing stands twice. */
const distinct = <Schema extends v.GenericSchema>(item: Schema, max: number, what: string) =>
  v.pipe(
    v.array(item, expected(`a list of ${what}`)),
    v.maxLength(max, expected(`at most ${max} ${what}`)),
    v.check((items) => new Set(items).size === items.length, expected(`each of the ${what} once`)),
    v.readonly(),
  );

/** Name of a metric. */
export const metricSchema = v.picklist(metrics, expected(`one of ${metrics.join(', ')}`));

/** Name of a dimension. */
export const dimensionSchema = v.pipe(
  v.string(expected(`one of ${acceptedDimensions}`)),
  v.check(isDimension, expected(`one of ${acceptedDimensions}`)),
  v.transform((name) => name as Dimension),
);

/** Span of time: a name, or two days. */
export const dateRangeSchema = v.lazy((input) =>
  Array.isArray(input)
    ? v.pipe(
        v.strictTuple([daySchema, daySchema], expected(acceptedRanges)),
        v.check(([from, to]) => from <= to, expected('the first day not to be after the last')),
        v.readonly(),
      )
    : v.pipe(v.string(expected(acceptedRanges)), v.check(isRangeName, expected(acceptedRanges))),
);

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

/** A site, or several. */
export const sitesSchema = v.lazy((input) =>
  Array.isArray(input)
    ? v.pipe(distinct(siteSchema, maxSites, 'sites'), v.minLength(1, expected('at least one site')))
    : v.pipe(
        siteSchema,
        v.transform((site): readonly string[] => [site]),
      ),
);

/** Members that choose events. */
export const selectionEntries = {
  site: v.nullish(sitesSchema, null),
  date_range: dateRangeSchema,
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
    distinct(metricSchema, metrics.length, 'metrics'),
    v.minLength(1, expected('at least one metric')),
  ),
  dimensions: v.optional(distinct(dimensionSchema, maxDimensions, 'dimensions'), []),
  compare: v.nullish(v.picklist(compares, expected(compares.join(' or '))), null),
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
  metrics: v.optional(distinct(metricSchema, metrics.length, 'metrics'), []),
  limit: v.optional(wholeNumber(1, 1_000), 100),
  cursor: v.nullish(
    v.pipe(
      v.string(expected('the cursor of an answer')),
      // JavaScript holds every whole number of fifteen digits.
      v.regex(/^-?\d{1,15}\.\d{1,15}$/, expected('the cursor of an answer')),
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
