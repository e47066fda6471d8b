/** Tables of the events on a ClickHouse server. */
export interface TableNames {
  readonly database: string;
  /** Table of events. */
  readonly table: string;
}

/** Name of the table of events, for statements. */
export function tableName({ database, table }: TableNames): string {
  return `${quoteName(database)}.${quoteName(table)}`;
}

/** Beginning of every statement that inserts events. By it, erasing finds running inserts, and waits for them. */
export function insertInto(names: TableNames): string {
  return `INSERT INTO ${tableName(names)} (`;
}

/** Name of the table of forgotten persons, for statements. */
export function forgottenName({ database, table }: TableNames): string {
  return tableName({ database, table: `${table}_forgotten` });
}

/** Writes a name as an identifier of ClickHouse's SQL. */
export function quoteName(name: string): string {
  return `\`${name.replaceAll(/[\\`]/g, String.raw`\$&`)}\``;
}

/** Writes a text as a literal of ClickHouse's SQL, for definitions, which take no parameters. */
export function quoteText(text: string): string {
  return `'${text.replaceAll(/[\\']/g, String.raw`\$&`)}'`;
}
