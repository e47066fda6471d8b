#!/usr/bin/env node
// Runs on any Node that knows modules, so that an old one gets a clear word instead of a stack.
const [major] = process.versions.node.split('.');
if (Number(major) < 24) {
  process.stderr.write(`hitmark: expected Node 24 or newer, got ${process.version}\n`);
  process.exit(1);
}
const { main } = await import('../dist/command/main.js');
process.exitCode = await main(process.argv.slice(2));
