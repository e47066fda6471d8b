// What a rate limit costs an event, and the most memory it takes: `pnpm bench rate-limit`.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { pino } from 'pino';
import { createRateLimit } from '../../packages/collector/src/rate-limit/rate-limit.ts';
import { createLimiter } from '../../packages/collector/src/rate-limit/limiter.ts';

const rounds = 7;
const eventsPerRound = 50_000;
/** The most that a collector is to take on two cores. */
const eventsPerSecond = 15_000;
const clients = 5_000;
const none = { addressPerMinute: null, sitePerMinute: null };
const perMinute = 1_000_000_000;

const log = pino({ level: 'silent' });
const sites = ['acme'];
const v4 = Array.from({ length: clients }, (_, n) => `10.0.${n >> 8}.${n & 255}`);
const v6 = Array.from({ length: clients }, (_, n) => `2001:db8:1:${n.toString(16)}::1`);

const ways = [
  ['no limit', none, v4],
  ['by address, IPv4', { ...none, addressPerMinute: perMinute }, v4],
  ['by address, IPv6', { ...none, addressPerMinute: perMinute }, v6],
  ['by site', { ...none, sitePerMinute: perMinute }, v4],
  ['by both, IPv4', { addressPerMinute: perMinute, sitePerMinute: perMinute }, v4],
] as const;

const fastest = ways.map(() => Infinity);
for (let round = 0; round < rounds; round += 1) {
  for (const [index, [, rateLimits, addresses]] of ways.entries()) {
    const limit = createRateLimit({ rateLimits }, log);
    const start = performance.now();
    for (let event = 0; event < eventsPerRound; event += 1) {
      const address = addresses[event % clients];
      if (address !== undefined) limit?.(address, sites);
    }
    const ns = ((performance.now() - start) * 1e6) / eventsPerRound;
    fastest[index] = Math.min(fastest[index] ?? Infinity, ns);
  }
}

const [base = 0] = fastest;
console.log(`of a core at ${eventsPerSecond.toLocaleString('en')} events/s`);
for (const [index, [name]] of ways.entries()) {
  const ns = (fastest[index] ?? 0) - base;
  const share = ((ns * eventsPerSecond) / 1e9) * 100;
  console.log(
    `${name.padEnd(18)} ${ns.toFixed(0).padStart(6)} ns  ${share.toFixed(1).padStart(5)} %`,
  );
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;
collectGarbage();
const before = process.memoryUsage().heapUsed;
const limiter = createLimiter({ points: 1, windowMs: 60_000, onFull: () => {} });
for (let key = 0; key < 1_000_000; key += 1) limiter.take(`key ${key}`, 1);
collectGarbage();
const bytes = process.memoryUsage().heapUsed - before;
console.log(`a million addresses in a minute: ${(bytes / 2 ** 20).toFixed(0)} MiB`);
// Else the limiter could go with the garbage.
limiter.take('', 1);
