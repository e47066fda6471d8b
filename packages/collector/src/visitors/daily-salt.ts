import { randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  linkSync,
  readSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openPlainFile, openPlainFileSync } from '../file-system/plain-file.ts';
import type { Log } from '../log.ts';

/** The salt of visitors without cookies: another one each day (UTC). */
export interface DailySalt {
  /** The salt of the day that a time (Unix ms) falls on. */
  at(time: number): Buffer;
  /** Destroys the salts of all days, but that of a time. Never rejects. */
  destroy(which: { readonly exceptOf: number | null }): Promise<void>;
}

const bytes = 32;
const prefix = 'salt-';
/** Name of a day's salt file, or of a partial one whose process died while writing it. */
const pattern = /^salt-\d{4}-\d\d-\d\d(\.\d+-[\da-f]{8})?$/;
const dayMs = 24 * 60 * 60 * 1000;

/**
 * Keeps the salt of a day in a file of the data folder (mode 0600), so that a restart splits no visitor
 * and several processes agree. The file is overwritten and deleted when its day is over; what a backup,
 * a copy-on-write file system or the flash of a disk have kept of it is out of reach.
 *
 * @param folder of the journal
 */
export function createDailySalt(folder: string, log: Log, random = randomBytes): DailySalt {
  let current: { readonly day: number; readonly salt: Buffer } | null = null;

  function at(time: number): Buffer {
    const day = Math.floor(time / dayMs);
    // A request from just before midnight gets the new day's salt: the old one is never made again.
    if (current !== null && (day === current.day || day === current.day - 1)) return current.salt;
    current?.salt.fill(0);
    current = { day, salt: readOrMake(day) };
    void destroyFiles({ exceptOf: time });
    return current.salt;
  }

  function readOrMake(day: number): Buffer {
    const file = join(folder, fileName(day));
    try {
      return read(file) ?? make(file);
    } catch (error) {
      log.error({ event: 'salt-not-kept', err: error }, 'a restart today will split visitors');
      return random(bytes);
    }
  }

  /** Whole or not at all, and once: of several processes one is the first. */
  function make(file: string): Buffer {
    const own = `${file}.${process.pid}-${random(4).toString('hex')}`;
    const salt = random(bytes);
    writeFileSync(own, salt, { mode: 0o600, flag: 'wx' });
    try {
      linkSync(own, file);
      return salt;
    } catch (error) {
      const others = read(file);
      if (others === null) throw error;
      return others;
    } finally {
      rmSync(own);
    }
  }

  async function destroyFiles({ exceptOf }: { readonly exceptOf: number | null }): Promise<void> {
    const kept = exceptOf === null ? null : fileName(Math.floor(exceptOf / dayMs));
    if (current !== null && fileName(current.day) !== kept) {
      current.salt.fill(0);
      current = null;
    }
    try {
      // Files whose name begins with the kept one stay: another process may be writing that salt under a longer name.
      const others = listFiles(folder).filter((name) => kept === null || !name.startsWith(kept));
      for (const name of others) await destroyOne(name);
    } catch (error) {
      logFailure(error);
    }
  }

  /** Deletes one file. A failure keeps no other. */
  async function destroyOne(name: string): Promise<void> {
    try {
      await destroy(join(folder, name));
    } catch (error) {
      // Another process may have been first.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') logFailure(error);
    }
  }

  function logFailure(error: unknown): void {
    log.error({ event: 'salt-not-destroyed', err: error }, 'delete salt-* in the data folder');
  }

  return { at, destroy: destroyFiles };
}

/** `salt-2026-11-22` */
function fileName(day: number): string {
  return prefix + new Date(day * dayMs).toISOString().slice(0, 10);
}

/** Names of the salts in a folder. What is a link, a folder or a pipe was not made by us. */
function listFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && pattern.test(entry.name))
    .map(({ name }) => name);
}

function read(file: string): Buffer | null {
  try {
    const descriptor = openPlainFileSync(file, constants.O_RDONLY);
    try {
      const salt = Buffer.alloc(bytes + 1);
      const length = readSync(descriptor, salt);
      return length === bytes ? salt.subarray(0, bytes) : null;
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return null;
  }
}

async function destroy(file: string): Promise<void> {
  const handle = await openPlainFile(file, constants.O_WRONLY);
  try {
    const { size } = await handle.stat();
    // Whatever else has such a name is no salt.
    if (size > bytes) return;
    await handle.write(new Uint8Array(bytes), 0, bytes, 0);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rm(file);
}
