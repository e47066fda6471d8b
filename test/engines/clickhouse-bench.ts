import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parseQuery } from '@hitmark/report/query';
import { resolveQuery } from '@hitmark/report/settings';
import { startStore, type RunningStore } from '@hitmark/report/store';
import { openClickhouseStore, openClickhouseTarget } from '@hitmark/report/clickhouse';
import { eventObject } from '../measure/report/event-json.ts';
import { benchEvents, dayMs, days, sites, startMs } from '../measure/report/events.ts';
import { timeOf } from '../measure/report/in-turns.ts';
import { goals, questionsOf } from '../measure/report/questions.ts';
import { startClickhouse } from './clickhouse/start-clickhouse.ts';
import { cpuSeconds } from './cpu-seconds.ts';
import { installPackages } from './install-packages.ts';

// The questions of a site's page on ClickHouse and on DuckDB, in turns, and what handing events on costs the
// collector's thread, ClickHouse and its disk: `pnpm bench:clickhouse [--events 3000000]`.

const { values } = parseArgs({ options: { events: { type: 'string', default: '300000' } } });
const total = Number(values.events);
const batch = 5_000;
const runs = 3;
const eventAt = benchEvents(total);
const nowMs = startMs + days * dayMs - 1;
const settings = { goals: { list: () => goals }, segments: { list: () => [] } };
const ownHosts = sites.map((site) => `www.${site}.example`);

installPackages();
const folder = mkdtempSync(join(tmpdir(), 'hitmark-bench-'));
const clickhouse = await startClickhouse();
const options = {
  url: clickhouse.url,
  user: null,
  password: null,
  database: 'hitmark',
  table: 'events',
  createTables: true,
  journal: 'bench',
};
const target = openClickhouseTarget({ ...options, ownHosts, timeoutMs: 600_000 });
await target.prepare();
const duckdb = await startStore({
  path: join(folder, 'report.duckdb'),
  source: 'bench',
  memoryLimit: '512MB',
  threads: 2,
  ownHosts,
  dataColumns: [],
});
try {
  console.log(`${total} events, ${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}`);
  await fill();
  const store = await openClickhouseStore(options);
  const { bytes, events } = await store.status();
  console.log(`kept: ${(bytes / events).toFixed(0)} bytes an event on ClickHouse's disk`);
  await compare(store);
} finally {
  await duckdb.close();
  await clickhouse.close();
  rmSync(folder, { recursive: true });
}

/** An event with an id as the collector makes it: its time comes first. */
function eventText(index: number): string {
  const event = eventAt(index);
  const ms = event.timeMs.toString(16).padStart(12, '0');
  const place = index.toString(16).padStart(12, '0');
  const id = `${ms.slice(0, 8)}-${ms.slice(8)}-7000-8000-${place}`;
  return JSON.stringify({ ...eventObject(index, event), id });
}

async function fill(): Promise<void> {
  let [cpuMs, wallMs] = [0, 0];
  const own = cpuSeconds(clickhouse.pid() ?? 0);
  for (let first = 0; first < total; first += batch) {
    const events = Array.from({ length: Math.min(batch, total - first) }, (_none, place) => ({
      sequence: first + place + 1,
      event: eventText(first + place),
    }));
    const before = process.cpuUsage();
    wallMs += await timeOf(() => target.insert(events, `bench ${first}`));
    const { user, system } = process.cpuUsage(before);
    cpuMs += (user + system) / 1_000;
    await duckdb.append(first, events, first + batch < total);
  }
  const rate = (ms: number): string => Math.round((total / ms) * 1_000).toLocaleString('en');
  const ownMicroseconds = ((cpuSeconds(clickhouse.pid() ?? 0) - own) / total) * 1e6;
  console.log(
    `ClickHouse: ${ownMicroseconds.toFixed(1)} µs of its CPU an event, merges so far included`,
  );
  console.log(
    `handed on: ${rate(cpuMs)} events a second of the thread's CPU, ${rate(wallMs)} a second with ClickHouse's own work`,
  );
}

async function compare(store: RunningStore): Promise<void> {
  console.log('\nms, medians of runs in turns\nClickHouse   DuckDB    ratio');
  for (const { name, query } of questionsOf(false)) {
    const asked = resolveQuery(parseQuery(query), settings);
    const times: [number, number][] = [];
    for (let run = 0; run < runs; run += 1) {
      times.push([
        await timeOf(() => store.query(asked, nowMs)),
        await timeOf(() => duckdb.query(asked, nowMs)),
      ]);
    }
    const [own, other] = [median(times.map(([ms]) => ms)), median(times.map(([, ms]) => ms))];
    const cells = [own, other].map((ms) => ms.toFixed(0).padStart(9));
    console.log(`${cells.join(' ')} ${(own / other).toFixed(1).padStart(8)}   ${name}`);
  }
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}
