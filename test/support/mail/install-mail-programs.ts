import { spawnSync } from 'node:child_process';
import { mailPrograms } from './programs.ts';

/**
 * Installs the mail programs that are missing, in CI on a system with apt: there no test of theirs is
 * left out. Elsewhere the titles of such tests say so.
 *
 * @returns whether all are there, or need not be
 */
export function installMailPrograms(): boolean {
  const missing = mailPrograms.filter(({ isInstalled }) => !isInstalled());
  const isForced = Boolean(process.env['CI']) && process.getuid?.() === 0 && run('apt-get', '-v');
  if (missing.length === 0 || !isForced) return true;
  const packages = missing.map(({ debianPackage }) => debianPackage);
  console.log(`installing ${packages.join(', ')}`);
  return (
    run('apt-get', 'update') &&
    run('apt-get', 'install', '-y', '--no-install-recommends', ...packages) &&
    missing.every(({ isInstalled }) => isInstalled())
  );
}

function run(command: string, ...args: string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'], env }).status === 0;
}
