import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Names of the scripts beside a script, such as `power-cut` for `power-cut.ts`. */
export function scriptsBeside(script: string): string[] {
  return readdirSync(new URL('.', script))
    .map((file) => basename(file, '.ts'))
    .filter((name) => name !== basename(script, '.ts'));
}

/** Runs one of them in a process of its own; whether it succeeded. */
export function runScript(script: string, name: string, args: readonly string[] = []): boolean {
  console.log(`\n# ${name}`);
  const file = fileURLToPath(new URL(`${name}.ts`, script));
  return spawnSync(process.execPath, [file, ...args], { stdio: 'inherit' }).status === 0;
}
