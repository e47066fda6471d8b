import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Tells whether disk.c can be used here: it needs Linux's LD_PRELOAD and a C compiler. */
export function canWatchDisk(): boolean {
  return process.platform === 'linux' && spawnSync('cc', ['--version']).status === 0;
}

/** Compiles disk.c into a folder, and returns the library's path. */
export function buildDisk(folder: string): string {
  const library = join(folder, 'disk.so');
  const source = fileURLToPath(new URL('disk.c', import.meta.url));
  const args = ['-O2', '-Wall', '-Werror', '-fPIC', '-shared', '-o', library, source, '-ldl'];
  const { status, stderr } = spawnSync('cc', args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`disk.c does not compile:\n${stderr}`);
  return library;
}
