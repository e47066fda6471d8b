import { isTime, tableColumns } from './table-columns.ts';
import { forgottenName, quoteText, tableName, type TableNames } from './table-names.ts';

/**
 * One step per version of the tables, applied in order; never changed once published, only added to. A collector of
 * the version before still writes while and after a step is applied: so a step only adds columns, each with a
 * default that `event` (the event's own text) tells.
 */
export const tableSteps: readonly ((names: TableNames) => readonly string[])[] = [
  (names) => [eventsDefinition(names), forgottenDefinition(names)],
];

/** Version as the table's comment tells it. */
export function commentOf(version: number): string {
  return `hitmark ${version}`;
}

/**
 * Definition of the table of events. An event may come from two machines, with another `time`: partition
 * and sorting key come from its id alone, and the row that was the earliest stays, in whatever order they
 * come.
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

/** Hashes of who is forgotten: a replay must not bring them back. */
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
