import { closeSync, fsyncSync, openSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { makeFolder } from '../file-system/make-folder.ts';
import { JournalError } from './journal-error.ts';

/**
 * Makes the journal's folder, with its parents, unless it is there.
 *
 * @throws JournalError `journal-unreadable`
 */
export function makeJournalFolder(folder: string): string {
  try {
    const first = makeFolder(folder);
    if (first !== null) syncNames(first, resolve(folder));
    return folder;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new JournalError('journal-unreadable', reason, { cause });
  }
}

/**
 * SQLite syncs what is in the folder. The folder's own name, and each that was made on the way to it, is
 * on disk only once its parent is synced: before, a power cut takes the folder with all that is in it.
 */
function syncNames(first: string, last: string): void {
  // Windows neither needs this nor lets a folder be opened.
  if (process.platform === 'win32') return;
  for (let made = last; made.length >= first.length; made = dirname(made)) {
    const parent = openSync(dirname(made), 'r');
    try {
      fsyncSync(parent);
    } finally {
      closeSync(parent);
    }
  }
}
