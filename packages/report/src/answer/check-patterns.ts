import sql from 'sql-template-tag';
import type { Dialect } from '../compile/dialect.ts';
import { conditionsOf } from '../query/filter.ts';
import { QueryError, type QueryProblem } from '../query/query-problem.ts';
import type { EventChoice } from '../query/goal.ts';
import type { Selection } from '../query/query.ts';
import { StoreError } from '../store/store-error.ts';
import { runSql, type Queryable } from './run-sql.ts';

/**
 * Tries the expressions of filters and goals, which only the engine can: RE2 has its own grammar and its own bounds.
 *
 * @throws QueryError
 */
export async function checkPatterns(
  connection: Queryable,
  { filters, goals = [] }: Pick<Selection, 'filters' | 'goals'>,
  steps: readonly (EventChoice & { readonly name: string })[],
  dialect: Dialect,
): Promise<void> {
  const problems: QueryProblem[] = [];
  /** Reasons by expression: goals and segments repeat theirs. */
  const reasons = new Map<string, string | null>();
  const conditions = [
    ...conditionsOf(filters),
    ...[...goals, ...steps].flatMap(({ name, filter }) => conditionsOf(filter, `goal ${name}`)),
  ];
  for (const { path, condition } of conditions) {
    const [operator, , values] = condition;
    if (operator !== 'matches') continue;
    for (const [index, pattern] of values.entries()) {
      const known = reasons.get(pattern);
      const reason = known === undefined ? await refusal(connection, pattern, dialect) : known;
      reasons.set(pattern, reason);
      if (reason === null) continue;
      const message = `expected an expression that RE2 takes: ${reason}`;
      problems.push({ path: `${path}[2][${index}]`, message });
    }
  }
  if (problems.length > 0) throw new QueryError(problems);
}

async function refusal(
  connection: Queryable,
  pattern: string,
  dialect: Dialect,
): Promise<string | null> {
  try {
    await runSql(connection, sql`SELECT ${dialect.matches(sql`''`, pattern)}`);
    return null;
  } catch (error) {
    if (error instanceof StoreError && error.code === 'store-failed') {
      return error.message.replace(/^[\w ]*Error: /, '').split('\n')[0] ?? '';
    }
    throw error;
  }
}
