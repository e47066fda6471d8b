import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildDisk } from './build-disk.ts';
import { readDiskLog, type DiskRecord } from './disk-log.ts';

/** Ways in which the disk can misbehave, see disk.c. */
type DiskCondition = 'hang' | 'full' | 'broken';

/** A folder whose every change is recorded, of processes started with its environment. */
export interface WatchedDisk {
  readonly root: string;
  /** Environment in which a process is started, to be watched. */
  readonly environment: Readonly<Record<string, string>>;
  set(condition: DiskCondition): void;
  clear(condition: DiskCondition): void;
  records(): DiskRecord[];
  remove(): void;
}

export function watchDisk(): WatchedDisk {
  const folder = mkdtempSync(join(tmpdir(), 'hitmark-disk-'));
  const [root, conditions] = [join(folder, 'root'), join(folder, 'conditions')];
  for (const each of [root, conditions]) mkdirSync(each);
  const log = join(folder, 'log');
  writeFileSync(log, '');
  return {
    root,
    environment: {
      LD_PRELOAD: buildDisk(folder),
      DISK_ROOT: root,
      DISK_LOG: log,
      DISK_CONDITIONS: conditions,
    },
    set: (condition) => writeFileSync(join(conditions, condition), ''),
    clear: (condition) => rmSync(join(conditions, condition)),
    records: () => readDiskLog(log),
    remove: () => rmSync(folder, { recursive: true }),
  };
}
