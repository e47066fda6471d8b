import type { SourceEvent } from '../ingest/read-event.ts';
import { createClickhouse, type ClickhouseOptions } from './client.ts';
import { eraseRows } from './erase.ts';
import { openForgotten } from './forgotten.ts';
import { prepareTables, type PrepareOptions } from './prepare-tables.ts';
import { createRowWriter, writtenColumns } from './row-writer.ts';
import { quoteName, quoteText, tableName } from './table-names.ts';

/** Options of handing events on to ClickHouse. */
export interface ClickhouseTargetOptions extends ClickhouseOptions, PrepareOptions {
  /** Id of the journal that the events come from. */
  readonly journal: string;
  /** Hosts of the sites' own, such as `example.com` with all below it: they are no source of visitors. */
  readonly ownHosts: readonly string[];
  /** Time after which an insert is given up, in ms: it is tried again. */
  readonly timeoutMs: number;
}

/** The table of events, for who fills it. */
export interface ClickhouseTarget {
  /**
   * Sees to it that the tables are there and of this version.
   *
   * @throws ClickhouseError
   */
  prepare(): Promise<void>;
  /**
   * Inserts events in one block: all or none. What was inserted with the same token before is not inserted again.
   *
   * @throws ClickhouseError; then it may be inserted or not
   */
  insert(events: readonly SourceEvent[], token: string, signal?: AbortSignal): Promise<void>;
}

/** Opens the table of events of a server. Nothing is sent before it is prepared. */
export function openClickhouseTarget(options: ClickhouseTargetOptions): ClickhouseTarget {
  const clickhouse = createClickhouse(options);
  const writer = createRowWriter(options.journal, options.ownHosts);
  const forgotten = openForgotten(clickhouse, options);
  const columns = writtenColumns.map(quoteName).join(', ');
  const statement = `INSERT INTO ${tableName(options)} (${columns}) FORMAT JSONCompactEachRow`;

  return {
    prepare: () => prepareTables(clickhouse, options),
    async insert(events, token, signal) {
      await forgotten.refresh();
      const rows = events.map((event) => writer.write(event, forgotten.isForgotten)).join('');
      // The same token goes with fewer rows where somebody was forgotten between two tries: that changes nothing.
      if (rows === '') return;
      const timeout = AbortSignal.timeout(options.timeoutMs);
      await clickhouse.insert(
        statement,
        rows,
        settingsOf(token),
        signal === undefined ? timeout : AbortSignal.any([timeout, signal]),
      );
      if (await forgotten.refresh()) await eraseAgain(events);
    },
  };

  /** Erases those again who were forgotten while their events were on the way. */
  async function eraseAgain(events: readonly SourceEvent[]): Promise<void> {
    const left = events.filter(
      (event) =>
        writer.write(event, () => false) !== null &&
        writer.write(event, forgotten.isForgotten) === null,
    );
    if (left.length === 0) return;
    const sequences = left.map(({ sequence }) => sequence).join(', ');
    const condition = `journal = ${quoteText(options.journal)} AND sequence IN (${sequences})`;
    await eraseRows(clickhouse, options, condition);
  }
}

/** Settings of an insert that must not depend on the server's. */
function settingsOf(token: string): Readonly<Record<string, string | number>> {
  return {
    insert_deduplication_token: token,
    insert_deduplicate: 1,
    // Acknowledged when it is on disk, as one block, and not collected with others before.
    async_insert: 0,
    insert_quorum_parallel: 1,
    max_insert_block_size: 1_048_449,
    min_insert_block_size_rows: 1_048_449,
    min_insert_block_size_bytes: 268_402_944,
    input_format_parallel_parsing: 0,
    // A site's own server may post events of any year.
    max_partitions_per_insert_block: 0,
  };
}
