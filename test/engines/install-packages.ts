import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

const here = new URL('.', import.meta.url).pathname;
const stamp = `${here}node_modules/.installed`;

/**
 * Installs the packages of this folder, which nobody else needs, where its lock file has changed.
 *
 * @throws Error where it fails
 */
export function installPackages(): void {
  const lock = readFileSync(`${here}pnpm-lock.yaml`, 'utf8');
  if (installed() === lock) return;
  const args = ['install', '--ignore-workspace', '--frozen-lockfile'];
  const { status, stdout, stderr } = spawnSync('pnpm', args, { cwd: here, encoding: 'utf8' });
  if (status !== 0) throw new Error(`pnpm ${args.join(' ')} failed:\n${stdout}${stderr}`);
  writeFileSync(stamp, lock);
}

/** Lock file of what is installed; null: nothing is. */
function installed(): string | null {
  try {
    return readFileSync(stamp, 'utf8');
  } catch {
    return null;
  }
}
