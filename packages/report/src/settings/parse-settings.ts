import type * as v from 'valibot';
import { parseSchema } from '../query/parse-schema.ts';
import type { Annotation, Funnel, Segment } from './items.ts';
import type { Goal } from '../query/goal.ts';
import { annotationSchema, funnelSchema, goalSchema, segmentSchema } from './schema.ts';
import { invalidSettings } from './settings-error.ts';

/** @throws SettingsError `settings-invalid`, with every problem */
export const parseGoal = (input: unknown): Goal => parseSettings(goalSchema, input);

/** @throws SettingsError `settings-invalid`, with every problem */
export const parseFunnel = (input: unknown): Funnel => parseSettings(funnelSchema, input);

/** @throws SettingsError `settings-invalid`, with every problem */
export const parseSegment = (input: unknown): Segment => parseSettings(segmentSchema, input);

/** @throws SettingsError `settings-invalid`, with every problem */
export const parseAnnotation = (input: unknown): Annotation =>
  parseSettings(annotationSchema, input);

/** @throws SettingsError `settings-invalid`, with every problem */
export function parseSettings<Output>(
  schema: v.GenericSchema<unknown, Output>,
  input: unknown,
): Output {
  const result = parseSchema(schema, input);
  if ('problems' in result) throw invalidSettings(result.problems);
  return result.output;
}
