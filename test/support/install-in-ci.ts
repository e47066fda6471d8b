import { existsSync } from 'node:fs';
import { aptInstall } from './apt-install.ts';

/** A program that tests need, and the Debian package that has it. */
export interface NeededProgram {
  readonly debianPackage: string;
  readonly isInstalled: () => boolean;
}

/**
 * Installs the programs that are missing, in CI on a system with apt: there no test of theirs is left out. Elsewhere the
 * titles of such tests say so.
 *
 * @returns whether all are there, or need not be
 */
export function installInCi(programs: readonly NeededProgram[]): boolean {
  const missing = programs.filter(({ isInstalled }) => !isInstalled());
  const hasApt = existsSync('/usr/bin/apt-get');
  const isForced = Boolean(process.env['CI']) && process.getuid?.() === 0 && hasApt;
  if (missing.length === 0 || !isForced) return true;
  const packages = missing.map(({ debianPackage }) => debianPackage);
  console.log(`installing ${packages.join(', ')}`);
  return aptInstall(packages) && missing.every(({ isInstalled }) => isInstalled());
}
