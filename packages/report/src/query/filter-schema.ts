import * as v from 'valibot';
import {
  acceptedDimensions,
  isDimension,
  segmentDimension,
  type FilterDimension,
} from './dimensions.ts';
import { comparisons, type Filter } from './filter.ts';
import { expected, maxValueLength, text } from './schema-parts.ts';

/** Conditions of one `and` or `or`. */
const maxConditions = 50;
/** Texts of one condition. */
const maxValues = 1_000;
const acceptedInFilters = `${acceptedDimensions}, or ${segmentDimension}`;

/** Name of the subject of a condition. */
export const filterDimensionSchema = v.pipe(
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
  [v.picklist(comparisons), filterDimensionSchema, values],
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

/** Schema of a filter. Its form is chosen by the operator, so that a problem is about the form that was meant. */
export const filterSchema: v.GenericSchema<unknown, Filter> = v.lazy((input) => {
  const operator: unknown = Array.isArray(input) ? input[0] : undefined;
  if (isOneOf(['and', 'or'], operator)) return group;
  if (operator === 'not') return negation;
  return isOneOf(comparisons, operator) ? condition : noFilter;
});
