import { comparisons, isCondition, type Filter } from '../../query/filter.ts';
import type { Segment } from '../../settings/items.ts';

/** Conditions that the form has room for. */
export const maxConditions = 6;

/** Names of the fields of a condition. */
export function conditionFields(
  index: number,
): Readonly<Record<'dimension' | 'operator' | 'values', string>> {
  return {
    dimension: `dimension${index}`,
    operator: `operator${index}`,
    values: `values${index}`,
  };
}

/** Conditions that must all hold; null: the filter says more than the form can. */
function plainConditions(filter: Filter): readonly Filter[] | null {
  const all = filter[0] === 'and' ? filter[1] : [filter];
  return all.length <= maxConditions && all.every(isCondition) ? all : null;
}

/** Values stand in a line each: they may hold any other character. */
export function segmentForm({ name, filter }: Segment): URLSearchParams {
  const form = new URLSearchParams({ name });
  const conditions = plainConditions(filter);
  if (conditions === null) form.set('kept', 'yes');
  (conditions ?? []).forEach((condition, index) => {
    const fields = conditionFields(index);
    const [operator, dimension, values] = condition as readonly [string, string, readonly string[]];
    form.set(fields.dimension, dimension);
    form.set(fields.operator, operator);
    form.set(fields.values, values.join('\n'));
  });
  return form;
}

export function readSegment(form: URLSearchParams, site: string, before: Segment | null): object {
  const name = form.get('name') ?? '';
  if (form.get('kept') === 'yes' && before !== null) return { site, name, filter: before.filter };
  const conditions = Array.from({ length: maxConditions }, (_none, index) => {
    const fields = conditionFields(index);
    const values = linesOf(form.get(fields.values) ?? '');
    const operator = comparisons.find((each) => each === form.get(fields.operator)) ?? 'is';
    return [operator, form.get(fields.dimension) ?? '', values] as const;
  }).filter(([, , values]) => values.length > 0);
  const [first] = conditions;
  return { site, name, filter: conditions.length === 1 ? first : ['and', conditions] };
}

function linesOf(text: string): readonly string[] {
  return text.split(/\r?\n/).filter((line) => line.trim() !== '');
}
