import * as v from 'valibot';
import { maxProblems, type QueryProblem } from './query-problem.ts';

/** Deepest nesting of lists and objects. */
const maxDepth = 24;

/** Parses an input by a schema, or lists its problems: the first hundred. */
export function parseSchema<Output>(
  schema: v.GenericSchema<unknown, Output>,
  input: unknown,
): { readonly output: Output } | { readonly problems: readonly QueryProblem[] } {
  if (isDeep(input)) {
    return { problems: [{ path: '', message: `expected at most ${maxDepth} levels` }] };
  }
  const result = v.safeParse(schema, input);
  if (result.success) return { output: result.output };
  return { problems: result.issues.slice(0, maxProblems).map(toProblem) };
}

function toProblem({ path, message }: v.BaseIssue<unknown>): QueryProblem {
  const keys = (path ?? []).map(({ key }) =>
    typeof key === 'number' ? `[${key}]` : `.${String(key)}`,
  );
  return { path: keys.join('').replace(/^\./, ''), message };
}

/** Tells whether lists and objects are nested too deeply. It needs no recursion, which a deep input could break. */
function isDeep(input: unknown): boolean {
  let level: unknown[] = [input];
  for (let depth = 0; depth <= maxDepth; depth += 1) {
    level = level
      .filter((item) => typeof item === 'object' && item !== null)
      .flatMap(Object.values);
    if (level.length === 0) return false;
  }
  return true;
}
