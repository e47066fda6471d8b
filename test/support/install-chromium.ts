import { spawnSync } from 'node:child_process';
import { aptInstall } from './apt-install.ts';
import { findChromium } from './find-chromium.ts';

/**
 * Finds the browser of the tests, or installs it: with the system's package manager as root, else by
 * Playwright's download. Answers its path.
 *
 * @throws Error saying what to do by hand
 */
export function installChromium(): string {
  const present = findChromium();
  if (present !== null) return present;
  console.log('no Chromium found: installing it');
  const isRoot = process.getuid?.() === 0;
  const installed =
    aptInstall(['chromium']) ||
    (isRoot && run('apk', 'add', 'chromium')) ||
    (isRoot && run('dnf', 'install', '-y', 'chromium')) ||
    run(process.execPath, playwrightCommand(), 'install', 'chromium');
  const path = installed ? findChromium() : null;
  if (path !== null) return path;
  throw new Error(
    'the tests need Chromium, and it could not be installed: install it with your package manager ' +
      '(`apt-get install chromium`) or set CHROMIUM_PATH to its executable',
  );
}

function playwrightCommand(): string {
  return new URL('cli.js', import.meta.resolve('playwright/package.json')).pathname;
}

function run(command: string, ...args: string[]): boolean {
  return spawnSync(command, args, { stdio: 'inherit' }).status === 0;
}
