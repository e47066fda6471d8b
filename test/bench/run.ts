import { runScript, scriptsBeside } from '../support/scripts.ts';

// `pnpm bench [name …]`: the benchmarks of this folder, all or those named, one after another.

const all = scriptsBeside(import.meta.url);
const names = process.argv.slice(2);
const unknown = names.filter((name) => !all.includes(name));

if (unknown.length > 0) {
  console.error(`no benchmark ${unknown.join(', ')}; there are ${all.join(', ')}`);
  process.exitCode = 2;
} else {
  for (const name of names.length > 0 ? names : all) {
    if (!runScript(import.meta.url, name)) process.exitCode = 1;
  }
}
