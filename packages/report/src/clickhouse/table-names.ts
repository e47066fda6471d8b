/** Tables of the events on a ClickHouse server. */
export interface TableNames {
  readonly database: string;
  /** Table of events. */
  readonly table: string;
}

/** The table of events as it stands in a statement. */
export function tableName({ database, table }: TableNames): string {
  return `${quoteName(database)}.${quoteName(table)}`;
}

/** Beginning of every statement that inserts events: who forgets somebody waits for those that run. */
export function insertInto(names: TableNames): string {
  return `INSERT INTO ${tableName(names)} (`;
}

/** The table of those who are forgotten. */
export function forgottenName({ database, table }: TableNames): string {
  return tableName({ database, table: `${table}_forgotten` });
}

/** A name as ClickHouse's SQL writes it. */
export function quoteName(name: string): string {
  return `\`${name.replaceAll(/[\\`]/g, String.raw`\$&`)}\``;
}

/** A text as ClickHouse's SQL writes it; for definitions, in which no parameter may stand. */
export function quoteText(text: string): string {
  return `'${text.replaceAll(/[\\']/g, String.raw`\$&`)}'`;
}
