#!/usr/bin/env node
import { existsSync } from 'node:fs';

// Runs on any Node that knows modules, so that an old one gets a clear word instead of a stack.
const [major] = process.versions.node.split('.');
const program = new URL('../dist/command/main.js', import.meta.url);
if (Number(major) < 24) {
  fail(
    `needs Node 24 or newer; this is Node ${process.version}. ` +
      'Install it from https://nodejs.org, or put it in front: ' +
      'npx --package node@24 --package @hitmark/collector hitmark',
  );
}
// Only in a checkout.
if (!existsSync(program)) fail('is not built yet; run: npx pnpm@10 build');
const { main } = await import(program.href);
process.exitCode = await main(process.argv.slice(2));

/** @param {string} problem */
function fail(problem) {
  process.stderr.write(`hitmark: ${problem}\n`);
  process.exit(1);
}
