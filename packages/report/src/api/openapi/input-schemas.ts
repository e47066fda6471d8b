import { toJsonSchemaDefs, type ConversionConfig, type JsonSchema } from '@valibot/to-json-schema';
import type * as v from 'valibot';
import { sharedLinkSchema } from '../../access/parse-shared-link.ts';
import { dimensionDefinitions, segmentDimension } from '../../query/dimensions.ts';
import { metricDefinitions } from '../../query/metrics.ts';
import { filterDimensionSchema, filterSchema } from '../../query/filter-schema.ts';
import {
  dateRangeSchema,
  dimensionSchema,
  listingSchema,
  metricSchema,
  querySchema,
  sitesSchema,
} from '../../query/schema.ts';
import { funnelSelectionSchema } from '../../query/funnel-query.ts';
import {
  annotationSchema,
  funnelSchema,
  goalSchema,
  plainFilterSchema,
  segmentSchema,
  stepSchema,
} from '../../settings/schema.ts';

/** Schemas of the API's inputs, by their names in the document. */
const schemas: Readonly<Record<string, v.GenericSchema>> = {
  Query: querySchema,
  Listing: listingSchema,
  NewSharedLink: sharedLinkSchema,
  Filter: filterSchema,
  FilterGroup: formOf(filterSchema, ['and']),
  FilterNegation: formOf(filterSchema, ['not']),
  FilterCondition: formOf(filterSchema, ['is']),
  DateRange: dateRangeSchema,
  RangeName: formOf(dateRangeSchema, '7d'),
  Days: formOf(dateRangeSchema, []),
  Sites: sitesSchema,
  Site: formOf(sitesSchema, 'acme'),
  SiteList: formOf(sitesSchema, []),
  Metric: metricSchema,
  Dimension: dimensionSchema,
  FilterDimension: filterDimensionSchema,
  PlainFilter: plainFilterSchema,
  FunnelSelection: funnelSelectionSchema,
  Goal: goalSchema,
  GoalByEvent: formOf(goalSchema, { event: '' }),
  GoalByPage: formOf(goalSchema, { page: '' }),
  GoalByFilter: formOf(goalSchema, {}),
  Funnel: funnelSchema,
  FunnelStep: stepSchema,
  StepByGoal: formOf(stepSchema, { goal: '' }),
  StepByEvent: formOf(formOf(stepSchema, {}), { event: '' }),
  StepByPage: formOf(formOf(stepSchema, {}), { page: '' }),
  StepByFilter: formOf(formOf(stepSchema, {}), {}),
  Segment: segmentSchema,
  Annotation: annotationSchema,
};

/** The form that a schema takes for an input, by which it is chosen. */
function formOf(schema: v.GenericSchema, input: unknown): v.GenericSchema {
  return (schema as v.LazySchema<v.GenericSchema>).getter(input);
}

export const refTo = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` });

/** Names, each with its meaning. */
function namesOf(definitions: Readonly<Record<string, string>>): readonly JsonSchema[] {
  return Object.entries(definitions).map(([name, description]) => ({ const: name, description }));
}

const dimensionNames: readonly JsonSchema[] = [
  ...namesOf(dimensionDefinitions),
  { type: 'string', pattern: '^data\\..', description: 'what the page or the sender passed on' },
];

/** Choices and checks are functions, which no conversion looks into. */
const written: Readonly<Record<string, JsonSchema>> = {
  Filter: { anyOf: ['FilterGroup', 'FilterNegation', 'FilterCondition'].map(refTo) },
  Goal: { anyOf: ['GoalByEvent', 'GoalByPage', 'GoalByFilter'].map(refTo) },
  FunnelStep: { anyOf: ['StepByGoal', 'StepByEvent', 'StepByPage', 'StepByFilter'].map(refTo) },
  DateRange: { anyOf: ['RangeName', 'Days'].map(refTo) },
  Sites: { anyOf: ['Site', 'SiteList'].map(refTo) },
  Metric: { anyOf: [...namesOf(metricDefinitions)] },
  Dimension: { anyOf: [...dimensionNames] },
  FilterDimension: {
    anyOf: [refTo('Dimension'), { const: segmentDimension, description: 'name of a segment' }],
  },
  PlainFilter: {
    ...refTo('Filter'),
    description: 'a filter without dimensions of time, goals and segments',
  },
};

const config: ConversionConfig = {
  target: 'draft-2020-12',
  typeMode: 'input',
  errorMode: 'ignore',
  overrideRef: ({ referenceId }) => refTo(referenceId).$ref,
  overrideAction: ({ valibotAction, jsonSchema }) => {
    const message: unknown = 'message' in valibotAction ? valibotAction.message : null;
    if (valibotAction.type !== 'check' || typeof message !== 'string') return null;
    return { ...jsonSchema, description: message.replace(/^expected /, '') };
  },
};

/** JSON Schemas of the API's inputs, from the schemas that check them. */
export function inputSchemas(): Readonly<Record<string, JsonSchema>> {
  const converted = toJsonSchemaDefs(schemas, config);
  const names = Object.keys(schemas);
  return Object.fromEntries(names.map((name) => [name, written[name] ?? converted[name] ?? {}]));
}
