import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  futimesSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
  type Dirent,
} from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../../file-system/make-folder.ts';
import { openPlainFileSync } from '../../file-system/plain-file.ts';
import { begunAt, dayOf, isEventFile, nextFileName } from './file-names.ts';
import { cutTornLine } from './torn-line.ts';

/** The event files of a folder, one JSON object a line. Only who holds the lock may write to them. */
export interface EventFiles {
  /**
   * Adds lines, each with its newline. When it returns they are on disk.
   *
   * @param now Unix ms
   * @throws errors of the file system; then some may have been added
   */
  append(lines: readonly string[], now: number): void;
  /** Deletes the files of days (UTC) that have ended before a time (Unix ms). */
  deleteBefore(time: number): void;
}

/**
 * Opens the event files of a folder, which is made if it is missing.
 *
 * @param maxBytes of a file; the next is begun before a line too many, and with each day (UTC)
 */
export function openEventFiles(folder: string, maxBytes: number): EventFiles {
  makeFolder(folder);

  return {
    append(lines, now) {
      for (let rest = lines; rest.length > 0;) {
        const name = listEventFiles(folder).at(-1);
        const isOver = name === undefined || dayOf(begunBefore(name, now)) < dayOf(now);
        const taken = isOver ? 0 : appendTo(name, rest, now);
        if (taken === 0) begin(nextFileName(name ?? null, now));
        rest = rest.slice(taken);
      }
    },
    deleteBefore(time) {
      for (const name of listEventFiles(folder)) {
        if (dayOf(begunBefore(name, time)) < dayOf(time)) rmSync(join(folder, name));
      }
    },
  };

  function begin(name: string): void {
    writeFileSync(join(folder, name), '', { flag: 'wx', mode: 0o600 });
    syncFolder(folder);
  }

  /**
   * Time at which a file was begun, Unix ms. Of one that was begun while the clock was ahead it is the time of its last
   * line: else all that follows would be added to it, and kept until that day has come.
   */
  function begunBefore(name: string, time: number): number {
    const begun = begunAt(name);
    return begun <= time ? begun : Math.min(begun, statSync(join(folder, name)).mtimeMs);
  }

  /** Adds the lines that the file still has room for, which may be none. An empty file takes one line of any length. */
  function appendTo(name: string, lines: readonly string[], now: number): number {
    const file = openPlainFileSync(join(folder, name), constants.O_RDWR | constants.O_APPEND);
    try {
      cutTornLine(file);
      const { size } = fstatSync(file);
      const fitting = countUpTo(maxBytes - size, lines);
      const taken = size === 0 ? Math.max(fitting, 1) : fitting;
      appendWhole(file, size, lines.slice(0, taken).join(''), now);
      return taken;
    } finally {
      closeSync(file);
    }
  }
}

/** Counts the first lines that together have at most a number of bytes. */
function countUpTo(maxBytes: number, lines: readonly string[]): number {
  let bytes = 0;
  const tooMuch = lines.findIndex((line) => (bytes += Buffer.byteLength(line)) > maxBytes);
  return tooMuch < 0 ? lines.length : tooMuch;
}

/** Adds all or nothing, as far as the disk allows: a full one must not collect copies of lines. */
function appendWhole(file: number, size: number, lines: string, now: number): void {
  try {
    writeFileSync(file, lines);
    futimesSync(file, now / 1_000, now / 1_000);
    fsyncSync(file);
  } catch (error) {
    ftruncateSync(file, size);
    throw error;
  }
}

/** Names of a folder's event files, the oldest first. What only has such a name is none: a link, a folder. */
export function listEventFiles(folder: string): string[] {
  return entriesNamedSo(folder)
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .toSorted();
}

/** Names of entries that are named like event files, but are no plain files: nothing is written to or erased from them. */
export function listOtherEntries(folder: string): string[] {
  return entriesNamedSo(folder)
    .filter((entry) => !entry.isFile())
    .map(({ name }) => name);
}

function entriesNamedSo(folder: string): Dirent[] {
  return readdirSync(folder, { withFileTypes: true }).filter(({ name }) => isEventFile(name));
}

/** Syncs the entries of a folder, so that a new file is still found after a power cut. */
export function syncFolder(folder: string): void {
  const directory = openSync(folder, 'r');
  try {
    fsyncSync(directory);
  } finally {
    closeSync(directory);
  }
}
