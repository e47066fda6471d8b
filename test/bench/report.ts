import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createJournal, type Event } from '@hitmark/collector';
import { parseQuery, type Answer } from '@hitmark/report/query';
import { resolveQuery } from '@hitmark/report/settings';
import { follow, startStore } from '@hitmark/report/store';
import { eventObject } from '../measure/report/event-json.ts';
import { benchEvents, dayMs, days, sites, startMs } from '../measure/report/events.ts';
import { inTurns, timeOf, type InTurns } from '../measure/report/in-turns.ts';
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
const postgres = await startPostgres(total > 2_000_000 ? '2GB' : '512MB');
try {
  if (postgres === null) {
    console.log('PostgreSQL is not installed (apt install postgresql): no comparison');
  } else {
    await load(postgres);
  }
  printTimes('ms, all visitors', await ask(questionsOf(false)));
  printTimes('ms, filtered by a country', await ask(questionsOf(true)));
} finally {
  await postgres?.stop();
}
console.log(`\nmemory of the store's process after it: ${residentMiB(storePid).toFixed(0)} MiB`);
await store.close();

/** Times of one question. */
interface Times extends InTurns {
  readonly name: string;
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

async function load(server: Postgres): Promise<void> {
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

/** Asks both in turns, so that whatever else the machine does is in the way of both. */
async function ask(questions: readonly Question[]): Promise<readonly Times[]> {
  const times: Times[] = [];
  for (const question of questions) {
    const query = toQuery(question);
    const answer = await store.query(query, nowMs);
    const { rows } = await askPostgres(question);
    if (postgres !== null) checkEqual(question, answer, rows);
    times.push({
      name: question.name,
      ...(await inTurns(
        () => timeOf(() => store.query(query, nowMs)),
        postgres && (async () => (await askPostgres(question)).ms),
      )),
    });
  }
  const queries = questions.map(toQuery);
  const statements = questions.flatMap(({ sql }) => sql);
  const together = await inTurns(
    () => timeOf(() => Promise.all(queries.map((query) => store.query(query, nowMs)))),
    postgres &&
      (() => timeOf(() => Promise.all(statements.map((sql) => postgres?.run(`${sql};`))))),
  );
  return [...times, { name: 'all of them at once', ...together }];
}

function toQuery({ query }: Question) {
  return resolveQuery(parseQuery(query), settings);
}

/** The rows of a question's statements, and their times together, each run a second time in one session. */
async function askPostgres({ sql }: Question) {
  const rows: (readonly string[])[] = [];
  let ms = 0;
  for (const statement of sql) {
    const timed = await postgres?.time(statement, 2);
    rows.push(...(timed?.rows ?? []));
    ms += timed?.times[1] ?? 0;
  }
  return { rows, ms };
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

function printTimes(title: string, times: readonly Times[]): void {
  const heads = postgres === null ? ['hitmark'] : ['hitmark', 'PostgreSQL', 'ratio'];
  console.log(`\n${title}`.padEnd(41), ...heads.map((head) => head.padStart(11)));
  for (const { name, hitmark, postgres: other } of times) {
    const cells =
      other === null
        ? [hitmark.toFixed(0)]
        : [hitmark.toFixed(0), other.toFixed(0), (other / hitmark).toFixed(1)];
    console.log(name.padEnd(40), ...cells.map((cell) => cell.padStart(11)));
  }
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
