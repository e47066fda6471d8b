import { isTime, tableColumns } from './table-columns.ts';
import { forgottenName, quoteText, tableName, type TableNames } from './table-names.ts';

/**
 * Steps from one version of the tables to the next, applied in order. A published step never changes. Collectors of the
 * version before go on writing while a step is applied, and after it: so a step only adds columns, each with a default
 * that is computed from `event`, the event's JSON.
 */
export const tableSteps: readonly ((names: TableNames) => readonly string[])[] = [
  (names) => [eventsDefinition(names), forgottenDefinition(names)],
];

/** Comment of the table, which tells its version. */
export function commentOf(version: number): string {
  return `hitmark ${version}`;
}

/**
 * Definition of the table of events. Two machines may send the same event with different values of
 * `time`: so partition and sorting key depend on its id alone, and the row with the earliest time stays.
 */
function eventsDefinition(names: TableNames): string {
  const columns = tableColumns.map(({ name, type }) => `\`${name}\` ${type}`);
  const times = tableColumns
    .map(({ name }) => name.replace(/_ms$/, ''))
    .filter(isTime)
    .map((name) => `\`${name}\` ALIAS fromUnixTimestamp64Milli(\`${name}_ms\`, 'UTC')`);
  return `CREATE TABLE IF NOT EXISTS ${tableName(names)} (
  ${[
    ...columns,
    ...times,
    '`journal` LowCardinality(String)',
    '`event` String CODEC(ZSTD(3))',
    `\`winner\` UInt128 MATERIALIZED
    bitShiftLeft(toUInt128(9007199254740991 - time_ms), 64) + toUInt128(sipHash64(journal, sequence))`,
    'INDEX `by_time` `time_ms` TYPE minmax GRANULARITY 1',
  ].join(',\n  ')}
)
ENGINE = ReplacingMergeTree(winner)
PARTITION BY toYYYYMM(UUIDv7ToDateTime(toUUIDOrZero(id), 'UTC'))
ORDER BY id
SETTINGS non_replicated_deduplication_window = 10000, fsync_after_insert = 1, fsync_part_directory = 1,
  cleanup_delay_period = 5, cleanup_delay_period_random_add = 0, max_cleanup_delay_period = 5
COMMENT ${quoteText(commentOf(1))}`;
}

/** Definition of the table of hashes of forgotten persons: a replay must not bring their events back. */
function forgottenDefinition(names: TableNames): string {
  return `CREATE TABLE IF NOT EXISTS ${forgottenName(names)} (
  \`member\` String,
  \`hash\` FixedString(64),
  \`since\` DateTime64(3, 'UTC') DEFAULT now64(3)
)
ENGINE = ReplacingMergeTree
ORDER BY (member, hash)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1`;
}
