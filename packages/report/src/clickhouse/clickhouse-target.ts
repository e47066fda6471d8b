import type { SourceEvent } from '../ingest/read-event.ts';
import { createClickhouse, type ClickhouseOptions } from './client.ts';
import { countRows, eraseRows } from './erase.ts';
import { openForgotten } from './forgotten.ts';
import { idInPartition, partitionOf } from './partitions.ts';
import { gapsOf, type SequenceRange } from './sequence-ranges.ts';
import { prepareTables, type PrepareOptions } from './prepare-tables.ts';
import { keepRetention } from './retention.ts';
import { createRowWriter, writtenColumns } from './row-writer.ts';
import { insertInto, quoteName, quoteText } from './table-names.ts';

/** Options of handing events on to ClickHouse. */
export interface ClickhouseTargetOptions extends ClickhouseOptions, PrepareOptions {
  /** Id of the journal that the events come from. */
  readonly journal: string;
  /** Hosts of the sites' own, such as `example.com` with all below it: they are no source of visitors. */
  readonly ownHosts: readonly string[];
  /** Time after which a statement of an insert is given up, in ms: it is tried again. */
  readonly timeoutMs: number;
  /** Age at which events are deleted, in days. @defaultValue null: the table's TTL is left as it is */
  readonly retentionDays?: number | null;
}

/** The table of events, as a forwarder fills it. */
export interface ClickhouseTarget {
  /**
   * Makes sure that the tables exist and are of this version.
   *
   * @throws ClickhouseError
   */
  prepare(): Promise<void>;
  /** Partitions that the events fall into, each once. */
  partitionsOf(events: readonly SourceEvent[]): readonly string[];
  /**
   * Inserts events in one block: all or none. What was inserted with the same token before is not inserted again.
   *
   * @throws ClickhouseError; then it may be inserted or not
   */
  insert(events: readonly SourceEvent[], token: string, options?: InsertOptions): Promise<void>;
}

/** Options of an insert. */
interface InsertOptions {
  readonly signal?: AbortSignal;
  /**
   * Batch that was tried before under the same token, and may have arrived, or still arrive, with events that were
   * forgotten or deleted since: rows of its sequences that are not among the events are erased.
   * @defaultValue null: the first try, or a batch that leaves out others' sequences
   */
  readonly retried?: TriedBatch | null;
}

/** A batch as it was first tried. */
interface TriedBatch extends SequenceRange {
  /** Partitions of its events, by `partitionsOf`. */
  readonly partitions: readonly string[];
}

/** Ranges of a statement, at most: ClickHouse takes no statement over 256 KiB. */
const rangesAtOnce = 1_000;

/** Opens the table of events of a server. Nothing is sent before it is prepared. */
export function openClickhouseTarget(options: ClickhouseTargetOptions): ClickhouseTarget {
  const clickhouse = createClickhouse(options);
  const writer = createRowWriter(options.journal, options.ownHosts);
  const forgotten = openForgotten(clickhouse, options);
  const columns = writtenColumns.map(quoteName).join(', ');
  const statement = `${insertInto(options)}${columns}) FORMAT JSONCompactEachRow`;

  return {
    async prepare() {
      await prepareTables(clickhouse, options);
      const { retentionDays = null } = options;
      if (retentionDays !== null) await keepRetention(clickhouse, options, retentionDays);
    },
    partitionsOf,
    async insert(events, token, { signal, retried = null } = {}) {
      const inTime = (): AbortSignal => {
        const timeout = AbortSignal.timeout(options.timeoutMs);
        return signal === undefined ? timeout : AbortSignal.any([timeout, signal]);
      };
      await forgotten.refresh(inTime());
      // The same token goes with fewer rows where somebody was forgotten between two tries: that changes nothing.
      const written = events.map((event) => writer.write(event, forgotten.isForgotten));
      const rows = [...written, ...(retried === null ? [] : placeholders(events, retried))].join(
        '',
      );
      if (rows === '') return;
      await clickhouse.insert(statement, rows, settingsOf(token), inTime());
      const isChanged = await forgotten.refresh(inTime());
      if (retried !== null) await eraseAllBut(events.filter(isKept), retried);
      else if (isChanged) await eraseSequences(events.filter((event) => !isKept(event)).map(alone));
    },
  };

  function isKept(event: SourceEvent): boolean {
    return writer.write(event, forgotten.isForgotten) !== null;
  }

  function partitionsOf(events: readonly SourceEvent[]): readonly string[] {
    return [...new Set(events.map((event) => partitionOf(writer.idOf(event))))];
  }

  /**
   * A row for each partition of a batch of which nothing else is left. They take its token, which ClickHouse knows by
   * partition: an earlier try that still arrives is kept out by the token, and by nothing else. They are erased with
   * the others.
   */
  function placeholders(events: readonly SourceEvent[], tried: TriedBatch): readonly string[] {
    const present = new Set(partitionsOf(events.filter(isKept)));
    const missing = tried.partitions.filter((partition) => !present.has(partition));
    const time = new Date(0).toISOString();
    return missing.map((partition) => {
      const id = idInPartition(partition, options.journal, tried.first);
      const event = { sequence: tried.first, event: JSON.stringify({ id, type: 'event', time }) };
      return writer.write(event, () => false) ?? '';
    });
  }

  /** Erases what an earlier try has brought of those who are forgotten, and of events that are deleted. */
  async function eraseAllBut(kept: readonly SourceEvent[], range: SequenceRange): Promise<void> {
    await eraseSequences(
      gapsOf(
        range,
        kept.map(({ sequence }) => sequence),
      ),
    );
  }

  async function eraseSequences(ranges: readonly SequenceRange[]): Promise<void> {
    for (let start = 0; start < ranges.length; start += rangesAtOnce) {
      const among = ranges
        .slice(start, start + rangesAtOnce)
        .map(({ first, last }) => `sequence BETWEEN ${first} AND ${last}`);
      const condition = `journal = ${quoteText(options.journal)} AND (${among.join(' OR ')})`;
      if ((await countRows(clickhouse, options, condition)) === 0) continue;
      await eraseRows(clickhouse, options, condition);
    }
  }
}

function alone({ sequence }: SourceEvent): SequenceRange {
  return { first: sequence, last: sequence };
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
