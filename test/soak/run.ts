import { runScript, scriptsBeside } from '../support/scripts.ts';

// `pnpm soak <name> [argument …]`: one of the long runs of this folder, which are too long for every day.

const all = scriptsBeside(import.meta.url);
const [name = '', ...args] = process.argv.slice(2);

if (!all.includes(name)) {
  console.error(`expected the name of a run: ${all.join(', ')}`);
  process.exitCode = 2;
} else if (!runScript(import.meta.url, name, args)) process.exitCode = 1;
