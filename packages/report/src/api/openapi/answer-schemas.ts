import type { JsonSchema } from '@valibot/to-json-schema';
import { actors } from '../../query/query.ts';
import { refTo } from './input-schemas.ts';

const text: JsonSchema = { type: 'string' };
const count: JsonSchema = { type: 'integer', minimum: 0 };
const numbers: JsonSchema = { type: 'array', items: { type: ['number', 'null'] } };
const listOf = (items: JsonSchema): JsonSchema => ({ type: 'array', items });

/** An object that has all of some members, and others that may be left out. */
function object(
  required: Readonly<Record<string, JsonSchema>>,
  optional: Readonly<Record<string, JsonSchema>> = {},
): JsonSchema {
  return {
    type: 'object',
    properties: { ...required, ...optional },
    required: Object.keys(required),
  };
}

const asOf = {
  as_of_sequence: { ...count, description: 'the last event of the journal that is counted' },
  lag_events: {
    type: ['integer', 'null'],
    description: 'events of the journal that are not counted yet; null: not known',
  },
} satisfies Record<string, JsonSchema>;

/** JSON Schemas of the API's answers, by their names in the document. */
export const answerSchemas: Readonly<Record<string, JsonSchema>> = {
  Answer: object({
    results: listOf(
      object(
        {
          dimensions: { ...listOf(text), description: 'a value for each dimension' },
          metrics: { ...numbers, description: 'a number for each metric; null: there is none' },
        },
        { comparison: { ...numbers, description: 'the same in the period before' } },
      ),
    ),
    meta: object({
      ...asOf,
      total_rows: { ...count, description: 'groups in all, whatever the limit' },
      excluded: {
        ...object({}, Object.fromEntries(actors.map((actor) => [actor, count]))),
        description: 'events that would count, of actors that were left out',
      },
      warnings: listOf(refTo('Warning')),
    }),
    query: {
      type: 'object',
      description: 'the query, complete, its span of time as days',
    },
  }),
  Warning: object({
    code: { type: 'string', enum: ['visitor-days', 'several-currencies'] },
    message: text,
  }),
  FunnelAnswer: object({
    funnel: text,
    results: listOf(
      object({
        step: text,
        visitors: { ...count, description: 'that took this step after those before it' },
        drop_off: { ...count, description: 'that took the step before, and not this one' },
        drop_off_rate: {
          type: ['number', 'null'],
          description: 'the same as a part of the step before; null at the first',
        },
        rate: { type: ['number', 'null'], description: 'visitors ÷ those of the first step' },
      }),
    ),
    meta: object({ ...asOf, warnings: listOf(refTo('Warning')) }),
    date_range: refTo('DateRange'),
  }),
  EventList: object({
    events: listOf(
      object({
        sequence: count,
        event: { type: 'object', description: 'as the journal has it: see docs/event.md' },
      }),
    ),
    cursor: {
      type: ['string', 'null'],
      description: 'what to ask for those that follow with; null: there are none',
    },
    meta: object(asOf),
  }),
  SiteCounts: object({
    sites: listOf(
      object({
        site: text,
        ...Object.fromEntries(
          ['pageviews', 'events', 'sent', 'opens', 'clicks', 'unsubscribes'].map((metric) => [
            metric,
            { type: 'number' },
          ]),
        ),
      }),
    ),
    meta: object(asOf),
  }),
  SharedLink: object(
    {
      id: count,
      site: text,
      name: text,
      filters: { anyOf: [refTo('Filter'), { type: 'null' }] },
      created: { type: 'string', format: 'date-time' },
      expires: { type: 'string', format: 'date-time' },
    },
    { url: { type: 'string', format: 'uri', description: 'told once, when the link is made' } },
  ),
  SharedLinkList: object({ shared_links: listOf(refTo('SharedLink')) }),
  Failure: object({
    error: object({ code: text, message: text }),
  }),
  Error: object({
    error: object({
      code: { type: 'string', description: 'see docs/query-api.md' },
      message: text,
      problems: listOf(
        object({
          path: { type: 'string', description: 'such as `filters[1][0]`' },
          expected: { type: 'string', description: 'what is accepted there' },
        }),
      ),
    }),
  }),
};
