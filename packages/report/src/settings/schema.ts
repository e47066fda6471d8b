import * as v from 'valibot';
import { isTimeDimension, none, segmentDimension } from '../query/dimensions.ts';
import {
  conditionsOf,
  hasManyPatterns,
  maxPatternLength,
  maxPatterns,
  type Filter,
} from '../query/filter.ts';
import { filterSchema } from '../query/filter-schema.ts';
import { goalTypes, type EventChoice, type Goal } from '../query/goal.ts';
import {
  daySchema,
  expected,
  membersOf,
  siteSchema,
  text,
  wholeNumber,
} from '../query/schema-parts.ts';
import type { Annotation, Funnel, FunnelStep, Segment } from './items.ts';

const maxNameLength = 120;
const maxTextLength = 1_000;
/** Fewest and most steps of a funnel. */
const [minSteps, maxSteps] = [2, 8];
/** Longest time that a funnel may take: 366 days. */
const maxWindowHours = 8_784;

/**
 * Text of a person: trimmed, not empty, with lone surrogates replaced.
 *
 * @param what description of the text for error messages, such as `a name`
 */
const words = (what: string, maxLength: number) =>
  v.pipe(
    text(what, maxLength),
    v.transform((input) => input.toWellFormed().trim()),
    v.minLength(1, expected(what)),
  );

const name = v.pipe(
  words('a name', maxNameLength),
  v.check((input) => input !== none, expected(`a name other than ${none}`)),
);

/** A filter that means the same in every query: without times, and without goals and segments. */
export const plainFilterSchema = v.pipe(
  filterSchema,
  v.check(
    (filter) => problemOf(filter) === null,
    ({ input }) => problemOf(input) ?? '',
  ),
);

function problemOf(filter: Filter): string | null {
  if (hasManyPatterns(filter)) return expected(`at most ${maxPatterns} expressions of matches`);
  for (const { condition } of conditionsOf(filter)) {
    const [operator, dimension, values] = condition;
    if (isTimeDimension(dimension)) {
      return expected(`a filter without ${dimension}, which differs by timezone`);
    }
    if (dimension === 'goal' || dimension === segmentDimension) {
      return expected(`a filter without ${dimension}: write down what it stands for`);
    }
    if (operator === 'matches' && values.some(({ length }) => length > maxPatternLength)) {
      return expected(`expressions of at most ${maxPatternLength} characters`);
    }
  }
  return null;
}

const valueOf = (what: string) => words(what, maxTextLength);

/**
 * Schema of a choice of events, by one of `event` (name), `page` (path) or `filter` beside the given entries.
 * `event` and `page` are turned into a type and a filter.
 */
function choiceSchema<Entries extends v.ObjectEntries>(entries: Entries) {
  const names = (added: string) => membersOf([...Object.keys(entries), added].join(', '));
  const byEvent = v.pipe(
    v.strictObject({ ...entries, event: valueOf("an event's name") }, names('event')),
    v.transform(({ event, ...rest }) => ({
      ...rest,
      type: 'event' as const,
      filter: ['is', 'event', [event as string]] as const,
    })),
  );
  const byPage = v.pipe(
    v.strictObject({ ...entries, page: valueOf('a path such as /thanks') }, names('page')),
    v.transform(({ page, ...rest }) => ({
      ...rest,
      type: 'pageview' as const,
      filter: ['is', 'page', [page as string]] as const,
    })),
  );
  const byFilter = v.strictObject(
    {
      ...entries,
      type: v.nullish(v.picklist(goalTypes, expected(`one of ${goalTypes.join(', ')}`)), null),
      filter: plainFilterSchema,
    },
    names('event, page or filter'),
  );
  return v.lazy((input) => {
    if (hasMember(input, 'event')) return byEvent;
    return hasMember(input, 'page') ? byPage : byFilter;
  });
}

function hasMember(input: unknown, member: string): boolean {
  return typeof input === 'object' && input !== null && Object.hasOwn(input, member);
}

/** A goal as somebody writes it: `{ name, site, event }`, `{ name, site, page }` or with a filter. */
export const goalSchema = choiceSchema({ name, site: siteSchema }) as v.GenericSchema<
  unknown,
  Goal
>;

const ownStep = choiceSchema({ name }) as v.GenericSchema<
  unknown,
  EventChoice & { readonly name: string }
>;

/** A step of a funnel, as somebody writes it. */
export const stepSchema: v.GenericSchema<unknown, FunnelStep> = v.lazy((input) =>
  hasMember(input, 'goal') ? v.strictObject({ goal: name }, membersOf('goal')) : ownStep,
);

/** A funnel as somebody writes it. */
export const funnelSchema: v.GenericSchema<unknown, Funnel> = v.strictObject(
  {
    name,
    site: siteSchema,
    steps: v.pipe(
      v.array(stepSchema, expected('a list of steps')),
      v.minLength(minSteps, expected(`at least ${minSteps} steps`)),
      v.maxLength(maxSteps, expected(`at most ${maxSteps} steps`)),
      v.readonly(),
    ),
    window_hours: v.nullish(wholeNumber(1, maxWindowHours), null),
  },
  membersOf('name, site, steps, window_hours'),
);

/** A segment as somebody writes it. */
export const segmentSchema: v.GenericSchema<unknown, Segment> = v.strictObject(
  { name, site: siteSchema, filter: plainFilterSchema },
  membersOf('name, site, filter'),
);

/** An annotation as somebody writes it. */
export const annotationSchema: v.GenericSchema<unknown, Annotation> = v.strictObject(
  { site: siteSchema, day: daySchema, text: words('a text', maxTextLength) },
  membersOf('site, day, text'),
);
