import { spawnSync } from 'node:child_process';

/** Tells whether a program of the system can be run. */
export function isPresent(program: string, ...args: readonly string[]): boolean {
  return spawnSync(program, args, { stdio: 'ignore' }).error === undefined;
}
