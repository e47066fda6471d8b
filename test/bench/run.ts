import { runScript, scriptsBeside } from '../support/scripts.ts';

// `pnpm bench [name …] [number …]`: the benchmarks of this folder, all or those named, one after
// another. Numbers and options (`--events 1000000`) are passed on to them.

const all = scriptsBeside(import.meta.url);
const passed = process.argv.slice(2).filter((argument) => /^(\d+|--.+)$/.test(argument));
const names = process.argv.slice(2).filter((argument) => !passed.includes(argument));
const unknown = names.filter((name) => !all.includes(name));

if (unknown.length > 0) {
  console.error(`no benchmark ${unknown.join(', ')}; there are ${all.join(', ')}`);
  process.exitCode = 2;
} else {
  for (const name of names.length > 0 ? names : all) {
    if (!runScript(import.meta.url, name, passed)) process.exitCode = 1;
  }
}
