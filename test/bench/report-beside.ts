import { loadavg } from 'node:os';
import { findLoad } from '../measure/load.ts';
import { perSecond } from '../measure/speed.ts';
import { startMeasuredServe } from '../support/measured-serve.ts';

// Measures how much a report slows the collector beside it down: acknowledged hits per second of a collector with the
// report on and of one with it off, in turns. Run by `pnpm bench report-beside`.

const rounds = 7;
const seconds = 4;
const connections = 64;
/** Part of the rate without a report that must be reached with one. */
const target = 0.9;

const { name: tool, load } = findLoad();
console.log(`${tool}, ${connections} connections, ${rounds} rounds of ${seconds} s each`);

const off = await startMeasuredServe({ HITMARK_REPORT__ENABLED: 'false' });
const on = await startMeasuredServe({
  HITMARK_REPORT__ENABLED: 'true',
  HITMARK_REPORT__PORT: '0',
  HITMARK_REPORT__TOKEN: 'token-of-the-bench',
});
try {
  for (const { url } of [off, on]) await load(url, connections, 1);
  const ratios: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const without = await measure(off.url);
    const beside = await measure(on.url);
    ratios.push(beside / without);
    console.log(
      `report off ${perSecond(without)}, on ${perSecond(beside)}: ${(beside / without).toFixed(2)}, load ${loadavg()[0]?.toFixed(1)}`,
    );
  }
  const median = ratios.toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? Number.NaN;
  console.log(`median of all rounds: ${median.toFixed(2)} (at least ${target})`);
} finally {
  await on.close();
  await off.close();
}

async function measure(url: string): Promise<number> {
  const seen = await load(url, connections, seconds);
  if (seen.failures > 0) throw new Error(`${seen.failures} hits were not acknowledged`);
  return seen.perSecond;
}
