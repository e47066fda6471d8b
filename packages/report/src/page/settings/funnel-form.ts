import type { Funnel, FunnelStep } from '../../settings/items.ts';
import { choiceOf, readChoice } from './goal-form.ts';

/** Number of steps in the form: the greatest number of a funnel. */
export const maxSteps = 8;

/** Names of the fields of a step. */
export function stepFields(index: number): Readonly<Record<'kind' | 'value' | 'name', string>> {
  return { kind: `kind${index}`, value: `value${index}`, name: `name${index}` };
}

export function funnelForm({ name, steps, window_hours }: Funnel): URLSearchParams {
  const form = new URLSearchParams({ name, window: String(window_hours ?? '') });
  steps.forEach((step, index) => {
    const fields = stepFields(index);
    const { kind, value } = 'goal' in step ? { kind: 'goal', value: step.goal } : choiceOf(step);
    form.set(fields.kind, kind);
    form.set(fields.value, value);
    if (!('goal' in step)) form.set(fields.name, step.name);
  });
  return form;
}

/** Steps without a kind, and empty ones, are left out: the others move up. */
export function readFunnel(form: URLSearchParams, site: string, before: Funnel | null): object {
  const hours = form.get('window')?.trim() ?? '';
  const steps = usedSteps(form).map((index) => readStep(form, index, before?.steps[index] ?? null));
  const window_hours = hours === '' ? null : Number(hours);
  return { site, name: form.get('name') ?? '', steps, window_hours };
}

/** Numbers of the steps that the form says something of. */
export function usedSteps(form: URLSearchParams): readonly number[] {
  return Array.from({ length: maxSteps }, (_none, index) => index).filter((index) => {
    const { kind, value } = stepFields(index);
    return form.get(kind) === 'kept' || (form.get(kind) && form.get(value)?.trim());
  });
}

function readStep(form: URLSearchParams, index: number, before: FunnelStep | null): object {
  const fields = stepFields(index);
  const [kind, value] = [form.get(fields.kind) ?? '', form.get(fields.value)?.trim() ?? ''];
  if (kind === 'goal') return { goal: value };
  const kept = before === null || 'goal' in before ? null : before;
  const name = form.get(fields.name)?.trim() || value || (kept?.name ?? '');
  return { name, ...readChoice(kind, value, kept) };
}
