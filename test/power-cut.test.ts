import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { canWatchDisk } from './support/power-cut/build-disk.ts';
import { cutPower } from './support/power-cut/cut.ts';
import type { DiskRecord } from './support/power-cut/disk-log.ts';
import { createDisk } from './support/power-cut/disk.ts';
import { recordSession } from './support/power-cut/session.ts';
import { createRandom } from './support/random.ts';

const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);

describe.skipIf(!canWatchDisk())(
  `a power cut (seed ${seed}; does not run where there is no Linux or no C compiler)`,
  () => {
    it('loses no acknowledged event, invents none, and the journal opens by itself: 200 of 200 times', async () => {
      const session = await recordSession(1_000);
      expect(session.acknowledged.length).toBeGreaterThan(1_000);
      const damages = await cutPower(session, 200, createRandom(seed));
      expect(damages).toHaveLength(200);
      expect(new Set(damages.map((each) => JSON.stringify(each)))).toEqual(
        new Set(['{"lost":[],"invented":[],"twice":0,"broken":[]}']),
      );
    });

    // The watch is only worth something if it sees what a weaker setting of SQLite would lose.
    it.each(['NORMAL', 'OFF'])('would be found out if SQLite synced as %s', async (level) => {
      const session = await recordSession(200, { NODE_OPTIONS: weaken(level) });
      const damages = await cutPower(session, 12, createRandom(seed));
      expect(damages.filter(({ lost }) => lost.length > 0)).not.toEqual([]);
    });

    // Of several commits in one sync, a sync that fails loses all, and SQLite rewrites the last alone.
    it('finds each commit synced before another begins, whichever thread makes it', async () => {
      const session = await recordSession(200);
      expect(unsyncedCommits(session.records)).toBe(0);
    });

    it('would find one that is not, if a thread made it without a sync', async () => {
      const session = await recordSession(200, { NODE_OPTIONS: weaken('NORMAL') });
      expect(unsyncedCommits(session.records)).toBeGreaterThan(0);
    });

    it('is told of all that is written: the log alone makes the same files', async () => {
      const session = await recordSession(100);
      const disk = createDisk(session.root);
      for (const record of session.records) {
        // What a failed sync loses is still what programs see.
        disk.apply(record.kind === 'sync-failed' ? { ...record, kind: 'synced' } : record);
      }
      const folder = mkdtempSync(join(tmpdir(), 'hitmark-disk-'));
      disk.cutPower(folder, 'everything', Math.random);
      const copy = folder + session.data.slice(session.root.length);
      for (const [name, bytes] of session.files) {
        // SQLite's shared memory is made anew from the others.
        if (name.endsWith('-shm')) continue;
        expect([name, readFileSync(join(copy, name)).equals(bytes)]).toEqual([name, true]);
      }
      rmSync(folder, { recursive: true });
    });
  },
);

/** Bytes of a frame's header in SQLite's WAL, and the place in it that is 0 but in the last frame of a commit. */
const frameHeader = { bytes: 24, committed: 4 };

/** Number of commits that were not synced when the next one began. */
function unsyncedCommits(records: readonly DiskRecord[]): number {
  const logs = new Set<number>();
  const unsynced = new Map<number, number>();
  let count = 0;
  for (const record of records) {
    if (record.kind === 'opened' && record.path.endsWith('-wal')) {
      logs.add(record.file);
      // A process that was killed between a commit and its sync has promised nothing.
      unsynced.delete(record.file);
    }
    if (record.kind === 'synced' || record.kind === 'sync-failed') unsynced.delete(record.file);
    if (record.kind !== 'written' || !logs.has(record.file)) continue;
    const { file, offset, bytes } = record;
    if (bytes.length !== frameHeader.bytes) continue;
    if (offset > (unsynced.get(file) ?? Infinity)) count += 1;
    unsynced.delete(file);
    if (bytes.readUInt32BE(frameHeader.committed) !== 0) unsynced.set(file, offset);
  }
  return count;
}

/** Makes a program's every `synchronous = FULL` something else. No option of the product does that. */
function weaken(level: string): string {
  const code = `import { DatabaseSync } from 'node:sqlite';
    const { exec } = DatabaseSync.prototype;
    DatabaseSync.prototype.exec = function (sql) {
      return exec.call(this, sql.replace('synchronous = FULL', 'synchronous = ${level}'));
    };`;
  return `--import "data:text/javascript,${encodeURIComponent(code)}"`;
}
