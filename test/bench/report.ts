import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createJournal, type Event } from '@hitmark/collector';
import { follow, parseQuery, resolveQuery, startStore, type Answer } from '@hitmark/report';
import { eventObject } from '../measure/report/event-json.ts';
import { benchEvents, dayMs, days, sites, startMs } from '../measure/report/events.ts';
import { startPostgres, type Postgres } from '../measure/report/postgres.ts';
import { goals, questionsOf, type Question } from '../measure/report/questions.ts';
import {
  eventColumns,
  eventLine,
  indexes,
  sessionColumns,
  sessionLine,
  tables,
} from '../measure/report/umami-tables.ts';
import { residentMiB } from '../support/resident.ts';

// The report with ten million events of five sites over 30 days: ingest, size, memory, and each question of a
// site's page, beside the same questions in the way of Umami's SQL on PostgreSQL, whose answers are checked to
// be equal first: `pnpm bench report [--events 1000000]`.

const { values } = parseArgs({ options: { events: { type: 'string', default: '10000000' } } });
const total = Number(values.events);
const eventAt = benchEvents(total);
const runs = 5;
const memoryLimit = '512MB';
const nowMs = startMs + days * dayMs - 1;
const settings = { goals: { list: () => goals }, segments: { list: () => [] } };

console.log(
  `${total.toLocaleString('en')} events of ${sites.length} sites over ${days} days; ${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}`,
);
const folder = mkdtempSync(join(tmpdir(), 'hitmark-bench-'));
const path = join(folder, 'report.duckdb');
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
const store = await startStore({
  path,
  source: 'bench',
  memoryLimit,
  threads: 2,
  ownHosts: sites.map((site) => `www.${site}.example`),
  dataColumns: [],
});
const storePid = childOf(process.pid);

await ingest();
await measureSize();
const ofHitmark = {
  plain: await askHitmark(questionsOf(false)),
  filtered: await askHitmark(questionsOf(true)),
};
console.log(`memory of the store's process after it: ${residentMiB(storePid).toFixed(0)} MiB`);
const postgres = await startPostgres(total > 2_000_000 ? '2GB' : '512MB');
if (postgres === null) {
  console.log('\nPostgreSQL is not installed (apt install postgresql): no comparison');
  printTimes();
} else {
  try {
    await compare(postgres);
  } finally {
    await postgres.stop();
  }
}
await store.close();

interface Measured {
  readonly question: Question;
  readonly answer: Answer;
  readonly ms: number;
}
interface Round {
  readonly each: readonly Measured[];
  readonly togetherMs: number;
}

async function ingest(): Promise<void> {
  const start = performance.now();
  const follower = await follow({
    store,
    source: {
      read: (after, limit) =>
        Array.from({ length: Math.min(limit, total - after) }, (_none, place) => ({
          sequence: after + place + 1,
          event: JSON.stringify(eventObject(after + place, eventAt(after + place))),
        })),
    },
    onStall: (error) => console.error(error),
  });
  let peakMiB = 0;
  while (follower.cursor < total) {
    await wait(200);
    peakMiB = Math.max(peakMiB, residentMiB(storePid));
  }
  const seconds = (performance.now() - start) / 1_000;
  await follower.stop();
  const rate = Math.round(total / seconds).toLocaleString('en');
  const ofCpu = Math.round(total / cpuSeconds(storePid)).toLocaleString('en');
  console.log(
    `ingest: ${rate} events/s, ${ofCpu} a second of the store's CPU time; it took ${peakMiB.toFixed(0)} MiB at most`,
  );
}

/** A journal of some of the events tells the size of each. */
async function measureSize(): Promise<void> {
  const some = Math.min(total, 50_000);
  const journal = await createJournal({ data: folder });
  for (let first = 0; first < some; first += 1_000) {
    await journal.append(
      Array.from({ length: 1_000 }, (_none, place) => {
        const index = Math.floor(((first + place) * total) / some);
        const event = eventObject(index, eventAt(index));
        return {
          received: startMs,
          hit: { time: index, identity: `r${index}` },
          event: event as Event,
        };
      }),
    );
  }
  await journal.close();
  const inJournal = statSync(join(folder, 'journal.db')).size / some;
  const { bytes, visits } = await store.status();
  console.log(
    `size: ${(bytes / total).toFixed(0)} bytes an event (with ${visits.toLocaleString('en')} visits), ` +
      `${inJournal.toFixed(0)} in the journal: ${(bytes / total / inJournal).toFixed(2)} of it`,
  );
}

async function askHitmark(questions: readonly Question[]): Promise<Round> {
  const queries = questions.map(({ query }) => resolveQuery(parseQuery(query), settings));
  const each: Measured[] = [];
  for (const [index, question] of questions.entries()) {
    const query = queries[index];
    if (query === undefined) continue;
    const answer = await store.query(query, nowMs);
    const ms = await medianOf(() => store.query(query, nowMs));
    each.push({ question, answer, ms });
  }
  const togetherMs = await medianOf(() =>
    Promise.all(queries.map((query) => store.query(query, nowMs))),
  );
  return { each, togetherMs };
}

async function compare(server: Postgres): Promise<void> {
  console.log(`\n${server.version}: tables and indexes as Umami 2 has them`);
  const start = performance.now();
  await server.run(tables);
  const sessions = new Map<number, number>();
  await server.copy(`website_event (${eventColumns})`, eventLines(sessions));
  await server.copy(
    `session (${sessionColumns})`,
    (function* () {
      for (const [number, createdMs] of sessions) yield sessionLine(number, createdMs);
    })(),
  );
  await server.run(indexes);
  await server.run('VACUUM ANALYZE;');
  const [[bytes] = []] = await server.run('SELECT pg_database_size(current_database());');
  const seconds = Math.round((performance.now() - start) / 1_000);
  console.log(`loaded in ${seconds} s; ${(Number(bytes) / total).toFixed(0)} bytes an event`);
  printTimes({
    plain: await askPostgres(server, ofHitmark.plain),
    filtered: await askPostgres(server, ofHitmark.filtered),
  });
}

function* eventLines(sessions: Map<number, number>): Generator<string> {
  let lines = '';
  for (let index = 0; index < total; index += 1) {
    const event = eventAt(index);
    if (!sessions.has(event.visitor.number)) sessions.set(event.visitor.number, event.timeMs);
    lines += eventLine(index, event);
    if (lines.length < 1_000_000) continue;
    yield lines;
    lines = '';
  }
  yield lines;
}

interface Times {
  readonly each: readonly number[];
  readonly togetherMs: number;
}

async function askPostgres(server: Postgres, { each }: Round): Promise<Times> {
  const times: number[] = [];
  for (const { question, answer } of each) {
    const timed: Awaited<ReturnType<Postgres['time']>>[] = [];
    for (const sql of question.sql) timed.push(await server.time(sql, runs + 1));
    checkEqual(
      question,
      answer,
      timed.flatMap(({ rows }) => rows),
    );
    // The first run is for the caches.
    const ofRuns = Array.from({ length: runs }, (_none, run) =>
      timed.reduce((sum, { times: own }) => sum + (own[run + 1] ?? 0), 0),
    );
    times.push(median(ofRuns));
  }
  const statements = each.flatMap(({ question }) => question.sql);
  const togetherMs = await medianOf(() =>
    Promise.all(statements.map((sql) => server.run(`${sql};`))),
  );
  return { each: times, togetherMs };
}

/** Every number that both have is the same, but for the last digits of quotients. */
function checkEqual(
  { name, isCompared }: Question,
  { results }: Answer,
  rows: readonly (readonly string[])[],
): void {
  const own = results
    .filter(({ dimensions: [first] }) => first === undefined || isCompared(first))
    .flatMap(({ dimensions, metrics, comparison }) => [
      [...dimensions, ...metrics],
      ...(comparison === undefined ? [] : [comparison]),
    ]);
  const isEqual = own.every((row, at) =>
    row.every((cell, column) => {
      const other = rows[at]?.[column];
      if (typeof cell === 'string') return cell === other;
      return Math.abs(Number(cell) - Number(other)) <= 1e-6 * Math.abs(Number(cell));
    }),
  );
  if (isEqual && own.length > 0) return;
  console.error({ name, own, rows });
  throw new Error(`${name}: the answers differ`);
}

function printTimes(others?: { readonly plain: Times; readonly filtered: Times }): void {
  const heads = ['hitmark', 'PostgreSQL', 'ratio'];
  const columns = others === undefined ? heads.slice(0, 1) : heads;
  for (const kind of ['plain', 'filtered'] as const) {
    const { each, togetherMs } = ofHitmark[kind];
    const title = kind === 'plain' ? '\nms, all visitors' : '\nms, filtered by a country';
    console.log(title.padEnd(41), ...columns.map((head) => head.padStart(11)));
    const other = others?.[kind];
    for (const [index, { question, ms }] of each.entries()) {
      printRow(question.name, ms, other?.each[index]);
    }
    printRow('all of them at once', togetherMs, other?.togetherMs);
  }
}

function printRow(name: string, ms: number, other: number | undefined): void {
  const cells =
    other === undefined
      ? [ms.toFixed(0)]
      : [ms.toFixed(0), other.toFixed(0), (other / ms).toFixed(1)];
  console.log(name.padEnd(40), ...cells.map((cell) => cell.padStart(11)));
}

async function medianOf(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return median(times);
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}

/** Time that a process has had of the processors, where others want them too. */
function cpuSeconds(pid: number): number {
  const ticksPerSecond = 100;
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

function childOf(pid: number): number {
  const own = execFileSync('pgrep', ['-P', String(pid), '-f', 'store-process'], {
    encoding: 'utf8',
  });
  return Number(own.split('\n')[0]);
}
