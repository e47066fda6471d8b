// What the fast path alone brings: requests per second of `serve` with and without it, in turns, beside a
// bare node:http server: `node test/bench/fast-path.ts` after `pnpm build`.
import { findLoad } from '../measure/load.ts';
import { servers } from '../measure/servers.ts';
import { perSecond } from '../measure/speed.ts';

const rounds = 5;
const seconds = 3;
const connections = 64;
const names = ['hitmark serve', 'hitmark serve, no fast path', 'bare node:http'] as const;

const { name: tool, load } = findLoad();
console.log(`${tool}, ${connections} connections, ${rounds} rounds of ${seconds} s each`);

const running = await Promise.all(names.map(async (name) => servers[name]()));
for (const server of running) await load(server.url, connections, 1);
const rates: number[][] = names.map(() => []);
const cpuUs: number[][] = names.map(() => []);
for (let round = 0; round < rounds; round += 1) {
  for (const [at, server] of running.entries()) {
    const before = server.cpuMs() ?? Number.NaN;
    const { perSecond: rate, requests } = await load(server.url, connections, seconds);
    rates[at]?.push(rate);
    cpuUs[at]?.push((((server.cpuMs() ?? Number.NaN) - before) * 1_000) / requests);
  }
}
for (const server of running) await server.stop();

for (const [at, name] of names.entries()) {
  const cpu = median(cpuUs[at] ?? []).toFixed(0);
  console.log(
    `${name.padEnd(28)} ${perSecond(median(rates[at] ?? []))} requests/s, ${cpu} µs of CPU`,
  );
}
console.log(
  `\nwith / without the fast path: ${ratio(0, 1)} of the rate (of one round, the median)`,
);
console.log(`with it / bare node:http: ${ratio(0, 2)}; without: ${ratio(1, 2)}`);

function ratio(of: number, to: number): string {
  const other = rates[to] ?? [];
  return median((rates[of] ?? []).map((rate, at) => rate / (other[at] ?? Number.NaN))).toFixed(2);
}

function median(figures: readonly number[]): number {
  return figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)] ?? Number.NaN;
}
