import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log } from './log.ts';

/** The salt of visitors without cookies: another one each day (UTC). */
export interface DailySalt {
  /** The salt of the day that a time (Unix ms) falls on. */
  at(time: number): Buffer;
  /** Destroys the salts of all days, but that of a time. Never rejects. */
  destroy(which: { readonly exceptOf: number | null }): Promise<void>;
}

const bytes = 32;
const prefix = 'salt-';
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
    // What was received just before midnight is of the new day: the old salt is not made again.
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
      const names = readdirSync(folder).filter((name) => name.startsWith(prefix) && name !== kept);
      for (const name of names) await destroy(join(folder, name));
    } catch (error) {
      log.error({ event: 'salt-not-destroyed', err: error }, 'delete salt-* in the data folder');
    }
  }

  return { at, destroy: destroyFiles };
}

/** `salt-2026-11-22` */
function fileName(day: number): string {
  return prefix + new Date(day * dayMs).toISOString().slice(0, 10);
}

function read(file: string): Buffer | null {
  try {
    const salt = readFileSync(file);
    return salt.length === bytes ? salt : null;
  } catch {
    return null;
  }
}

async function destroy(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.write(new Uint8Array(bytes), 0, bytes, 0);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rm(file);
}
