// An hour at half the rate that the collector reaches: `pnpm soak hour [minutes]`. Memory must stay
// flat, every answer an acknowledgement, and every event be there at the end.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { startServe } from '../support/command.ts';
import { checkConservation } from '../support/conservation.ts';
import { openKeepAlive, type KeepAlive } from '../support/keep-alive.ts';
import { request } from '../support/request.ts';
import { residentMiB } from '../support/resident.ts';
import { smallHeap } from '../support/small-heap.ts';

const minutes = Number(process.argv[2] ?? 60);
const clients = 50;
const peakSeconds = 10;
const metricsToken = 'operator-token-of-the-soak';
/** Greatest growth of memory, from the end of the first minute on. */
const maxGrowthMiB = 30;

const data = mkdtempSync(join(tmpdir(), 'hitmark-soak-'));
const server = await startServe(data, [], {
  HITMARK_METRICS__TOKEN: metricsToken,
  NODE_OPTIONS: smallHeap,
});
const pid = server.process.pid ?? 0;
const port = Number(new URL(server.url).port);
let sent = 0;
let acknowledged = 0;
let latencies: number[] = [];

try {
  const peak = await load(peakSeconds, Infinity);
  console.log(`peak: ${Math.round(peak)} events/s; from now on half of it, for ${minutes} min`);
  const resident: number[] = [];
  for (let minute = 1; minute <= minutes; minute += 1) {
    const rate = await load(60, peak / 2);
    resident.push(residentMiB(pid));
    const worst = latencies.toSorted((a, b) => a - b)[Math.floor(latencies.length * 0.99)] ?? 0;
    console.log(
      `${minute} min: ${Math.round(rate)} events/s, p99 ${worst.toFixed(1)} ms, ` +
        `${Math.round(resident.at(-1) ?? 0)} MiB, ${sent - acknowledged} of ${sent} not acknowledged`,
    );
  }
  const authorization = `Bearer ${metricsToken}`;
  const metrics = await request(`http://127.0.0.1:${port}/metrics`, { authorization });
  const { stored, inFlight } = checkConservation(metrics.body.toString());
  const rows = countRows();
  const growth = Math.max(...resident) - (resident[0] ?? 0);
  console.log(JSON.stringify({ sent, acknowledged, stored, rows, inFlight, growth }));
  const holds = stored === rows && rows >= acknowledged && inFlight === 0;
  if (!holds || sent !== acknowledged || growth > maxGrowthMiB) process.exitCode = 1;
} finally {
  server.process.kill();
  await server.end();
  rmSync(data, { recursive: true });
}

/** Sends page views for some seconds, at most at a rate of events a second. Returns the rate that was reached. */
async function load(seconds: number, rate: number): Promise<number> {
  latencies = [];
  const before = sent;
  const start = performance.now();
  const end = start + seconds * 1_000;
  const intervalMs = (clients / rate) * 1_000;
  await Promise.all(
    Array.from({ length: clients }, async (_nothing, client) => {
      const connection = await openKeepAlive(port);
      let next = start + (client / clients) * intervalMs;
      while (performance.now() < end && !connection.isClosed()) {
        const early = next - performance.now();
        if (early > 0) await wait(early);
        next += intervalMs;
        await sendOne(connection);
      }
      connection.close();
    }),
  );
  return ((sent - before) / (performance.now() - start)) * 1_000;
}

async function sendOne(connection: KeepAlive): Promise<void> {
  sent += 1;
  const url = encodeURIComponent(`https://shop.example.com/shoes?page=${sent}`);
  const target = `/pixel.gif?r=${sent}&t=${Date.now()}&i=acme&u=${url}&h=Shoes&x=1920x1080`;
  const start = performance.now();
  const [answer] = await connection.send([
    { bytes: Buffer.from(`GET ${target} HTTP/1.1\r\nHost: collector\r\n\r\n`) },
  ]);
  latencies.push(performance.now() - start);
  if (answer?.status === 200) acknowledged += 1;
}

function countRows(): number {
  const database = new DatabaseSync(join(data, 'journal.db'), { readOnly: true });
  const count = database.prepare('SELECT count(*) AS count FROM events').get()?.['count'];
  database.close();
  return Number(count);
}
