import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A disk of few MiB, in memory. */
export interface SmallDisk {
  readonly folder: string;
  resize(mebibytes: number): void;
  close(): void;
}

/** Tells whether such disks can be made here: as root, where mounting is allowed. */
export function canMakeDisk(): boolean {
  try {
    makeSmallDisk(1).close();
    return true;
  } catch {
    return false;
  }
}

/** @throws Error where mounting is not allowed */
export function makeSmallDisk(mebibytes: number): SmallDisk {
  const folder = mkdtempSync(join(tmpdir(), 'hitmark-disk-'));
  run('mount', '-t', 'tmpfs', '-o', `size=${mebibytes}m`, 'tmpfs', folder);
  return {
    folder,
    resize: (size) => run('mount', '-o', `remount,size=${size}m`, folder),
    close() {
      run('umount', folder);
      rmSync(folder, { recursive: true });
    },
  };
}

function run(command: string, ...args: readonly string[]): void {
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed: ${stderr}`);
}
