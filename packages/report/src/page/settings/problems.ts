import { QueryError, type QueryProblem } from '../../query/query-problem.ts';
import { SettingsError } from '../../settings/settings-error.ts';
import type { Texts } from '../texts/en.ts';
import { usedSteps } from './funnel-form.ts';

/** Problems of a form in words, by the names of its fields; `''`: of the whole. */
export type FormProblems = Readonly<Record<string, string>>;

/**
 * Tells what is wrong with a form, in words of the page's language.
 *
 * @returns null: the error is none of a form
 */
export function formProblems(
  error: unknown,
  form: URLSearchParams,
  { settings: { problems } }: Texts,
): FormProblems | null {
  // An expression that the store can't read.
  if (error instanceof QueryError) return { filter: problems.expression };
  if (!(error instanceof SettingsError)) return null;
  switch (error.code) {
    case 'setting-taken':
      return { name: problems.taken, day: problems.taken };
    case 'settings-full':
      return { '': problems.full };
    case 'setting-in-use':
      return { '': problems.inUse };
    case 'settings-invalid':
      return Object.fromEntries(
        error.problems.map((problem) => {
          const field = fieldOf(problem, form);
          const kind = field.startsWith('step') && field !== 'steps' ? 'step' : field;
          return [
            field,
            Object.hasOwn(problems.fields, kind) ? (problems.fields[kind] ?? '') : problems.other,
          ];
        }),
      );
    default:
      return null;
  }
}

/** Name of the field that a path of an item belongs to. */
function fieldOf({ path }: QueryProblem, form: URLSearchParams): string {
  const step = /^steps\[(\d+)\]/.exec(path)?.[1];
  if (step !== undefined) return `step${usedSteps(form)[Number(step)] ?? 0}`;
  const [, member = ''] = /^(\w+)/.exec(path) ?? [];
  if (member === 'event' || member === 'page') return 'value';
  if (member === 'expires_in_days') return 'days';
  return member === 'window_hours' ? 'window' : member;
}
