import { rmSync } from 'node:fs';
import { openJournalReader } from '../../journal/index.ts';
import { CommandError } from '../command-error.ts';
import { createProgress } from '../erasing/progress.ts';
import { notice } from '../notice.ts';
import { readArguments } from '../read-arguments.ts';
import { createInterruptSignal } from '../serving/signals.ts';
import { journalSource } from './journal-source.ts';
import { openOwnStore } from './own-store.ts';
import { findCollector } from './running/ask-collector.ts';
import { storePath } from './store-options.ts';

/** `hitmark report rebuild`: throws the report's store away and fills it from the journal. */
export async function rebuildReport(args: readonly string[]): Promise<void> {
  const { options } = await readArguments(args);
  if (options.report.store === 'clickhouse') {
    throw new CommandError(
      'failed',
      'the report asks ClickHouse, which has no store to rebuild: hitmark replay --forwarder clickhouse fills its table',
    );
  }
  const collector = await findCollector(options.data);
  if (collector !== null) {
    await collector.ask('rebuild', null);
    notice('the collector builds the report again; hitmark_report_lag_events tells how far it is');
    return;
  }
  const reader = openJournalReader(options.data);
  const progress = createProgress(false);
  const signal = createInterruptSignal('hitmark stats and serve go on with it');
  try {
    const source = journalSource(reader);
    for (const suffix of ['', '.wal']) rmSync(storePath(options) + suffix, { force: true });
    const end = reader.newestSequence();
    const store = await openOwnStore(options, source, { end, progress, signal });
    await store.close();
  } finally {
    progress.end();
    reader.close();
  }
  notice('the report is built again');
}
