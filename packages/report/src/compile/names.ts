import { raw, type Sql } from 'sql-template-tag';

/** A name of ours as it stands in a statement: of a table, a column or an alias. */
export function name(text: string): Sql {
  if (!/^[a-z][\da-z_]*$/.test(text)) throw new RangeError(`no name of a column: ${text}`);
  return raw(`"${text}"`);
}

/** Finds columns of one table or subquery. */
export type Columns = (column: string) => Sql;

export function columnsOf(alias: string): Columns {
  return (column) => raw(`${name(alias).sql}.${name(column).sql}`);
}
