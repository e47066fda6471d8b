import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const here = new URL('.', import.meta.url).pathname;

/** Folder of the applications once they are built. */
export const built = `${here}dist`;

/**
 * Installs the frameworks, which nobody else needs, and builds the applications with them.
 *
 * @throws Error where either fails
 */
export function installPages(): void {
  if (!existsSync(`${here}node_modules`)) {
    run('pnpm', 'install', '--ignore-workspace', '--frozen-lockfile');
  }
  run(process.execPath, 'build.mjs');
}

function run(command: string, ...args: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: here, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${stdout}${stderr}`);
}
