import { spawnSync } from 'node:child_process';

/** Installs Debian's packages as root. Tells whether that was possible, and went well. */
export function aptInstall(packages: readonly string[]): boolean {
  if (process.getuid?.() !== 0) return false;
  const options = ['install', '-y', '--no-install-recommends'];
  return run('update') && run(...options, ...packages);
}

function run(...args: string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync('apt-get', args, { stdio: 'inherit', env }).status === 0;
}
