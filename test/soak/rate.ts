// Whether an event costs the same however large the file is: appends ten million events in batches, and
// prints the rate of each million. `pnpm soak rate [millions]`; needs a gigabyte of disk for each.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createJournal } from '@hitmark/collector';
import { appendEvents } from '../measure/appends.ts';
import { perSecond } from '../measure/speed.ts';

const millions = Number(process.argv[2] ?? 10);
const warmUp = 100_000;

const data = mkdtempSync(join(tmpdir(), 'hitmark-soak-'));
const journal = await createJournal({ data });
try {
  await report(0, warmUp, 'warming up');
  for (let million = 0; million < millions; million++) {
    await report(warmUp + million * 1e6, 1e6, `million ${million + 1}`);
  }
} finally {
  await journal.close();
  rmSync(data, { recursive: true });
}

async function report(from: number, count: number, name: string): Promise<void> {
  const before = process.cpuUsage();
  const rate = await appendEvents(journal, from, count);
  const { user, system } = process.cpuUsage(before);
  const cpu = ((user + system) / count).toFixed(1);
  const size = (statSync(journal.path).size / 2 ** 20).toFixed(0);
  console.log(`${name.padEnd(12)}${perSecond(rate)}  ${cpu} µs of CPU an event  ${size} MiB`);
}
