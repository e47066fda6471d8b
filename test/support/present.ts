import { spawnSync } from 'node:child_process';

/** Whether a program of the system is there to be run. */
export function isPresent(program: string, ...args: readonly string[]): boolean {
  return spawnSync(program, args, { stdio: 'ignore' }).error === undefined;
}
