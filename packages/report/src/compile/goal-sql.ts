import sql, { join, type Sql } from 'sql-template-tag';
import { goalTypes, type EventChoice, type Goal } from '../query/goal.ts';
import type { Selection } from '../query/query.ts';
import type { Dialect } from './dialect.ts';
import { eventAlias, type GoalSql } from './dimension-sql.ts';
import { anyGoal, filterNeedsVisit, filterSql } from './filter-sql.ts';
import { columnsOf, type Columns } from './names.ts';

/** Column that tells whether an event meets a goal; it is no column of the table. */
export const meetsGoal = 'meets_goal';

/** A selection's goals. Those of one name, on several sites, are one. */
export function goalsSql(
  { goals = [], site }: Pick<Selection, 'goals' | 'site'>,
  dialect: Dialect,
): readonly GoalSql[] {
  const named = Map.groupBy(goals, ({ name }) => name);
  return [...named].map(([name, own]) => ({
    name,
    meets: sql`(${join(
      own.map((goal) => meets(goal, site?.length === 1, dialect)),
      ' OR ',
    )})`,
    ofVisit: own.some(({ filter }) => filterNeedsVisit(filter, [], dialect)),
  }));
}

/** Columns of the events, with the one that tells of goals. */
export function eventColumns(goals: readonly GoalSql[]): Columns {
  const event = columnsOf(eventAlias);
  return (column) => (column === meetsGoal ? anyGoal(goals) : event(column));
}

/** Condition that an event is one of a choice: true or false, never null. */
export function choiceSql({ type, filter }: EventChoice, dialect: Dialect): Sql {
  const types = type === null ? goalTypes : [type];
  const isOfType = sql`${columnsOf(eventAlias)('type')} IN (${join([...types])})`;
  // No time is in such a filter, so that it is the same in any timezone.
  return sql`(${isOfType} AND ${filterSql(filter, 'UTC', [], dialect)})`;
}

/** A query of one site is about that site's goals only. */
function meets(goal: Goal, isOneSite: boolean, dialect: Dialect): Sql {
  const { type, filter, site } = goal;
  if (isOneSite) return choiceSql(goal, dialect);
  return choiceSql({ type, filter: ['and', [['is', 'site', [site]], filter]] }, dialect);
}
