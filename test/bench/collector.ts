// What an event on disk costs: requests per second of the collector beside nginx that only writes a log,
// and beside servers that do nothing at all. In one go and in turns, so that whatever else the machine
// does disturbs all alike: `node test/bench/collector.ts` after `pnpm build`.
import { openJournalReader } from '@hitmark/collector';
import { measureAppends } from '../measure/appends.ts';
import { findLoad, type Measured } from '../measure/load.ts';
import { hasNginx, servers } from '../measure/servers.ts';
import { perSecond } from '../measure/speed.ts';

type Name = keyof typeof servers;

const rounds = 5;
const seconds = 4;
const connections = 64;

const { name: tool, load } = findLoad();
console.log(`${tool}, ${connections} connections, ${rounds} rounds of ${seconds} s each`);

const names = (Object.keys(servers) as Name[]).filter(
  // What the fast path brings is a benchmark of its own.
  (name) => name !== 'hitmark serve, no fast path' && (!name.startsWith('nginx') || hasNginx()),
);
if (!hasNginx()) console.log('nginx is not installed: no ratio to it');
const measured = new Map<Name, (Measured & { readonly cpuUs: number })[]>(
  names.map((name) => [name, []]),
);

const running = new Map(
  await Promise.all(names.map(async (name) => [name, await servers[name]()] as const)),
);
for (const server of running.values()) await load(server.url, connections, 1);
for (let round = 0; round < rounds; round++) {
  for (const [name, server] of running) {
    const before = server.cpuMs();
    const seen = await load(server.url, connections, seconds);
    const after = server.cpuMs();
    // On a machine that has other work too this says more than rates do.
    const isKnown = before !== null && after !== null && after > before;
    const cpuUs = isKnown ? ((after - before) * 1000) / seen.requests : Number.NaN;
    measured.get(name)?.push({ ...seen, cpuUs });
  }
}

console.log(`\n${''.padEnd(28)} requests   p50 ms   p99 ms   CPU µs   failures`);
for (const [name, results] of measured) {
  const failures = results.reduce((sum, result) => sum + result.failures, 0);
  console.log(
    name.padEnd(28) +
      perSecond(median(name, 'perSecond')) +
      median(name, 'p50Ms').toFixed(1).padStart(9) +
      median(name, 'p99Ms').toFixed(1).padStart(9) +
      median(name, 'cpuUs').toFixed(0).padStart(9) +
      String(failures).padStart(9),
  );
}

console.log('\nof the rates in one round, the median of all rounds, and the target:');
if (hasNginx()) ratio('hitmark serve', 'nginx empty_gif, access log', 0.3);
ratio('hitmark serve', 'bare node:http', 0.667);
ratio('hitmark serve, two workers', 'hitmark serve', 1);
ratio('hitmark in Koa', 'bare Koa and router', 0.8);
const slower = median('hitmark serve', 'p99Ms') / median('bare node:http', 'p99Ms');
console.log(
  `${'p99 of hitmark serve / bare node:http'.padEnd(58)} ${slower.toFixed(1)} (at most 4)`,
);

console.log('\nacknowledged requests, and events on disk:');
for (const [name, server] of running) {
  if (name.startsWith('hitmark')) {
    const acknowledged = (measured.get(name) ?? []).reduce(
      (sum, { requests }) => sum + requests,
      0,
    );
    const reader = openJournalReader(server.data);
    console.log(`${name.padEnd(28)}${acknowledged} of the rounds, ${reader.lastSequence()} in all`);
    reader.close();
  }
  await server.stop();
}

const appends = await measureAppends(300_000);
console.log(`\njournal, appends of 100 events each: ${perSecond(appends)} (target 100,000/s)`);

function median(name: Name, figure: 'perSecond' | 'p50Ms' | 'p99Ms' | 'cpuUs'): number {
  return middle((measured.get(name) ?? []).map((result) => result[figure]));
}

function middle(figures: readonly number[]): number {
  return figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)] ?? Number.NaN;
}

function ratio(name: Name, reference: Name, target: number): void {
  const ours = measured.get(name) ?? [];
  const theirs = measured.get(reference) ?? [];
  // Round by round: what else the machine does then disturbs both.
  const value = middle(
    ours.map(({ perSecond: rate }, round) => rate / (theirs[round]?.perSecond ?? Number.NaN)),
  );
  console.log(`${`${name} / ${reference}`.padEnd(58)} ${value.toFixed(2)} (${target})`);
}
