import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { cleanEnvironment, commandPath, watch } from '../support/command.ts';

// Time from the first command to the first number on the report page: `pnpm bench first-number` starts the demo
// of this clone, which is built; with `--clone` a new clone of it is installed and built first, as README says.

const { values } = parseArgs({ options: { clone: { type: 'boolean', default: false } } });
const maxMs = 600_000;
const folder = mkdtempSync(join(tmpdir(), 'hitmark-first-number-'));
const root = fileURLToPath(new URL('../..', import.meta.url));
const startMs = performance.now();
const settings = { PORT: '0', HITMARK_REPORT__PORT: '0', HITMARK_DATA: join(folder, 'data') };
const env = { ...cleanEnvironment(), ...settings };

const demo = watch(
  values.clone ? startClone() : spawn(process.execPath, [commandPath, 'demo'], { env }),
);
const [, report = ''] = await demo.output(/Report\s+(http:\S+)/);
print('the report page can be opened');
const page = new URL('/sites/sample', report).href;
while (!(await hasNumber(page))) {
  if (performance.now() - startMs > maxMs)
    throw new Error('no number on the page after 10 minutes');
  await wait(50);
}
print('its first number is shown');
demo.process.kill('SIGINT');
await demo.end();
rmSync(folder, { recursive: true });

function startClone() {
  const clone = join(folder, 'hitmark');
  spawnSync('git', ['clone', '--quiet', root, clone], { stdio: 'inherit' });
  return spawn('npx', ['--yes', 'pnpm@10', 'start'], { cwd: clone, env });
}

/** Tells whether the page of the sample shows its visitors. */
async function hasNumber(address: string): Promise<boolean> {
  const answer = await fetch(address);
  const text = (await answer.text()).replaceAll(/<style[^]*?<\/style>|<[^>]*>/g, ' ');
  return /[1-9][\d,]*\s+people\s+visited/.test(text);
}

function print(what: string): void {
  console.log(`${((performance.now() - startMs) / 1_000).toFixed(1).padStart(6)} s  ${what}`);
}
