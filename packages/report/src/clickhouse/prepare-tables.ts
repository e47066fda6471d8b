import { ClickhouseError } from './clickhouse-error.ts';
import type { Clickhouse } from './client.ts';
import { commentOf, tableSteps } from './table-definition.ts';
import { quoteName, quoteText, tableName, type TableNames } from './table-names.ts';

/** Version of a server's tables. */
export interface PrepareOptions extends TableNames {
  /** Makes them, and brings them to this version; otherwise they must be there. */
  readonly createTables: boolean;
}

/**
 * Makes sure that the tables exist and are of this version.
 *
 * @throws ClickhouseError `clickhouse-newer`, `clickhouse-foreign`, `clickhouse-missing`, `clickhouse-older`
 */
export async function prepareTables(
  clickhouse: Clickhouse,
  options: PrepareOptions,
  steps = tableSteps,
): Promise<void> {
  const version = await tableVersion(clickhouse, options);
  const name = tableName(options);
  if (version > steps.length) {
    const message = `${name} has version ${version}; this hitmark writes ${steps.length}: upgrade hitmark`;
    throw new ClickhouseError('clickhouse-newer', message);
  }
  if (version === steps.length) return;
  if (!options.createTables) {
    throw version === 0
      ? new ClickhouseError(
          'clickhouse-missing',
          `there is no table ${name}: create it, or set clickhouse.createTables`,
        )
      : new ClickhouseError(
          'clickhouse-older',
          `${name} has version ${version}, and this hitmark needs ${steps.length}: set clickhouse.createTables`,
        );
  }
  if (version === 0) {
    await clickhouse.run(`CREATE DATABASE IF NOT EXISTS ${quoteName(options.database)}`);
  }
  // Two collectors may do the same at once: each statement may be repeated.
  for (const step of steps.slice(version)) {
    for (const statement of step(options)) await clickhouse.run(statement);
  }
  if ((await tableVersion(clickhouse, options)) >= steps.length) return;
  const comment = quoteText(commentOf(steps.length));
  await clickhouse.run(`ALTER TABLE ${name} MODIFY COMMENT ${comment}`);
}

/** Version of the table of events; 0: there is none. */
async function tableVersion(
  clickhouse: Clickhouse,
  { database, table }: TableNames,
): Promise<number> {
  const [row] = await clickhouse.rows(
    'SELECT comment FROM system.tables WHERE database = {database:String} AND name = {table:String}',
    { database, table },
  );
  if (row === undefined) return 0;
  const [, version] = /^hitmark ([1-9]\d{0,5})$/.exec(String(row[0])) ?? [];
  if (version !== undefined) return Number(version);
  throw new ClickhouseError(
    'clickhouse-foreign',
    `${tableName({ database, table })} is not hitmark's: its comment does not tell a version; set clickhouse.table`,
  );
}
