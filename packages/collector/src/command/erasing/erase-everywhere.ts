import { existsSync, statfsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Options } from '../../configuration/index.ts';
import { listOtherEntries, openFileLock, readFolders } from '../../forwarders/file/index.ts';
import { openEraser, openJournalReader, type Erased } from '../../journal/index.ts';
import { CommandError } from '../command-error.ts';
import type { EventFilter } from '../events/event-filter.ts';
import { eraseFromClickhouse } from '../reports/erase-from-clickhouse.ts';
import { eraseFromReport } from '../reports/erase-from-report.ts';
import { eraseFromFiles, eraseFromJournal, type Work } from './erase.ts';
import type { Progress } from './progress.ts';
import { tellOfKafka } from './tell-of-kafka.ts';

/** Longest wait for the file forwarder of a running collector, in ms; it works for some at a time. */
const fileTimeoutMs = 10_000;
/** Longest wait for other programs that read the journal, in ms. */
const readerTimeoutMs = 5_000;

/** Numbers of erased events of a person, by where they were. */
interface ErasedEverywhere extends Erased {
  /** Lines of event files. */
  readonly lines: number;
  /** Events of the report. */
  readonly report: number;
  /** Events of ClickHouse's table; missing: none is configured. */
  readonly clickhouse?: number;
}

/** Persons to erase, and how progress is shown and the work cancelled. */
interface Erasing {
  /** Persons to erase, as the report knows them. */
  readonly forgotten: Parameters<typeof eraseFromReport>[2];
  /** Tells whether an event is theirs. */
  readonly isTheirs: EventFilter;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  /** Called with a notice of files that are not erased. */
  readonly notice: (text: string) => void;
}

/**
 * Erases somebody's events from the journal, what was to be delivered of them, their lines in event files, and
 * what the report and ClickHouse have of them, so that no byte is left; whether or not a collector runs.
 *
 * @throws CommandError, JournalError, the signal's reason
 */
export async function eraseEverywhere(
  options: Options,
  { forgotten, isTheirs, progress, signal, notice }: Erasing,
): Promise<ErasedEverywhere> {
  const reader = openJournalReader(options.data);
  refuseFullDisk(reader.path);
  const eraser = openEraser(reader.path, readerTimeoutMs);
  const lock = openFileLock(reader.path, fileTimeoutMs);
  const work: Work = { reader, eraser, isTheirs, progress, signal };
  try {
    // A file forwarder waits meanwhile, and so has read nothing that it could still write.
    lock.take();
    const lines = await eraseFromFiles(foldersOf(reader.path, options, notice), work);
    const journal = await eraseFromJournal(work);
    progress.update('writing the report anew');
    const report = await eraseFromReport(options, reader.id(), forgotten);
    progress.update('erasing from ClickHouse: its old parts are waited for');
    const clickhouse = await eraseFromClickhouse(options, reader.id(), forgotten);
    await tellOfKafka(options, Date.now(), notice);
    return { ...journal, lines, report, ...(clickhouse === null ? {} : { clickhouse }) };
  } finally {
    lock.close();
    eraser.close();
    reader.close();
  }
}

/** Writing the file anew takes as much again twice: beside it, and in its WAL. */
function refuseFullDisk(path: string): void {
  const folder = dirname(path);
  const { bavail, bsize } = statfsSync(folder);
  const needed = 2 * statSync(path).size;
  if (bavail * bsize < needed) {
    throw new CommandError('failed', `expected ${needed} bytes free in ${folder}: make room first`);
  }
  // Otherwise SQLite takes the system's folder for it, which may be small, in memory, or read-only.
  process.env['SQLITE_TMPDIR'] = folder;
}

/** Folders of event files, now and ever before. */
function foldersOf(path: string, { files }: Options, notice: Erasing['notice']): string[] {
  const configured = files.folder === null ? [] : [resolve(files.folder)];
  const folders = [...new Set([...readFolders(path), ...configured])];
  for (const folder of folders.filter((each) => !existsSync(each))) {
    notice(`${folder} is not there: files once written to it are not erased`);
  }
  const there = folders.filter((each) => existsSync(each));
  for (const folder of there) {
    for (const name of listOtherEntries(folder)) {
      notice(`${join(folder, name)} is no plain file: nothing of it is erased`);
    }
  }
  return there;
}
