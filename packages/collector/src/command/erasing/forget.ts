import { existsSync, statfsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Options } from '../../configuration/index.ts';
import { listOtherEntries, openFileLock, readFolders } from '../../forwarders/file/index.ts';
import { openEraser, openJournalReader } from '../../journal/index.ts';
import { CommandError } from '../command-error.ts';
import { eraseFromFiles, eraseFromJournal, type Work } from './erase.ts';
import { personFlags, readFilter } from '../events/event-filter.ts';
import { notice } from '../notice.ts';
import { eraseFromReport, forgottenOf } from '../reports/erase-from-report.ts';
import { createProgress } from './progress.ts';
import { readArguments } from '../read-arguments.ts';
import { interruptible } from '../serving/signals.ts';

/** How long the file forwarder of a running collector is waited for, in ms; it works for some at a time. */
const fileTimeoutMs = 10_000;
/** Longest wait for other programs that read the journal, in ms. */
const readerTimeoutMs = 5_000;

/**
 * `hitmark forget --visitor … | --user … | --recipient … | --data key=value`: erases somebody's events from the
 * journal, what was to be delivered of them, their lines in event files, and what the report has of them, so
 * that no byte is left.
 */
export async function forget(args: readonly string[]): Promise<void> {
  const { options, flags } = await readArguments(args, personFlags);
  const isTheirs = readFilter(flags);
  if (isTheirs === null || personFlags.filter((flag) => flags[flag] !== undefined).length > 1) {
    throw new CommandError('usage', 'expected one of --visitor, --user, --recipient and --data');
  }
  const reader = openJournalReader(options.data);
  refuseFullDisk(reader.path);
  const eraser = openEraser(reader.path, readerTimeoutMs);
  const lock = openFileLock(reader.path, fileTimeoutMs);
  const progress = createProgress(false);
  const signal = interruptible('not everything is erased; run the same command again');
  const work: Work = { reader, eraser, isTheirs, progress, signal };
  try {
    // A file forwarder waits meanwhile, and so has read nothing that it could still write.
    lock.take();
    const lines = await eraseFromFiles(foldersOf(reader.path, options), work);
    const journal = await eraseFromJournal(work);
    progress.update('writing the report anew');
    const report = await eraseFromReport(options, reader.id(), [forgottenOf(flags)]);
    progress.end();
    process.stdout.write(`${JSON.stringify({ ...journal, lines, report })}\n`);
  } finally {
    progress.end();
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

/** Where event files are, now and ever before. */
function foldersOf(path: string, { files }: Options): string[] {
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
