import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';

// `pnpm bench [name …]`: the benchmarks of this folder, all or those named, one after another.

const folder = new URL('.', import.meta.url);
const all = readdirSync(folder)
  .map((file) => basename(file, '.ts'))
  .filter((name) => name !== basename(import.meta.filename, '.ts'));
const names = process.argv.slice(2);
const unknown = names.filter((name) => !all.includes(name));

if (unknown.length > 0) {
  console.error(`no benchmark ${unknown.join(', ')}; there are ${all.join(', ')}`);
  process.exitCode = 2;
} else {
  for (const name of names.length > 0 ? names : all) {
    console.log(`\n# ${name}`);
    const file = fileURLToPath(new URL(`${name}.ts`, folder));
    const { status } = spawnSync(process.execPath, [file], { stdio: 'inherit' });
    if (status !== 0) process.exitCode = 1;
  }
}
