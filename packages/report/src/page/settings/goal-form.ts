import type { EventChoice, Goal } from '../../query/goal.ts';

/** Ways to choose events in a form: by an event's name, by a page, or as the API has written it. */
export type ChoiceKind = 'event' | 'page' | 'kept';

/** Finds the simple way that a choice was written in. */
export function choiceOf({ type, filter }: EventChoice): {
  readonly kind: ChoiceKind;
  readonly value: string;
} {
  const [operator, dimension, values] = filter;
  const [value] = Array.isArray(values) ? (values as readonly string[]) : [];
  if (operator === 'is' && value !== undefined && values?.length === 1) {
    if (type === 'event' && dimension === 'event') return { kind: 'event', value };
    if (type === 'pageview' && dimension === 'page') return { kind: 'page', value };
  }
  return { kind: 'kept', value: '' };
}

/** The members that choose events, as a form says; `before`: those that are kept as they were. */
export function readChoice(
  kind: string,
  value: string,
  before: EventChoice | null,
): Readonly<Record<string, unknown>> {
  if (kind === 'kept' && before !== null) return { type: before.type, filter: before.filter };
  return { [kind === 'page' ? 'page' : 'event']: value };
}

export function goalForm(goal: Goal): URLSearchParams {
  return new URLSearchParams({ name: goal.name, ...choiceOf(goal) });
}

export function readGoal(form: URLSearchParams, site: string, before: Goal | null): object {
  const choice = readChoice(form.get('kind') ?? '', form.get('value') ?? '', before);
  return { site, name: form.get('name') ?? '', ...choice };
}
