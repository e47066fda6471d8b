import { spawnSync } from 'node:child_process';
import { findFirefox } from './firefox.ts';
import { findWebKit } from './webkit.ts';

/** Debian's packages of the engines that the tests run in beside Chromium. */
const packages = ['firefox-esr', 'webkit2gtk-driver', 'xvfb'];

/**
 * Finds Firefox and WebKitGTK, or installs them with apt-get as root.
 *
 * @throws Error saying what to do by hand
 */
export function installEngines(): boolean {
  if (areThere()) return true;
  if (process.getuid?.() === 0) {
    run('apt-get', 'update');
    run('apt-get', 'install', '-y', '--no-install-recommends', ...packages);
  }
  if (areThere()) return true;
  throw new Error(
    `Firefox or WebKitGTK is missing and could not be installed: apt-get install ${packages.join(' ')}`,
  );
}

function areThere(): boolean {
  return findFirefox() !== null && findWebKit() !== null;
}

function run(command: string, ...args: string[]): void {
  spawnSync(command, args, {
    stdio: 'inherit',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
}
