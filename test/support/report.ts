import { execFileSync } from 'node:child_process';
import { DuckDBInstance } from '@duckdb/node-api';
import { createJournal } from '@hitmark/collector';
import { expect, vi } from 'vitest';
import { findCollector } from '../../packages/collector/dist/command/reports/running/ask-collector.js';
import { startCommand, startServe, type RunningCommand } from './command.ts';
import { request } from './request.ts';

/** Longest wait for a report to count something, in ms: on a busy machine its priority is low. */
export const patienceMs = 50_000;

/** Key with which the site `acme` tells who somebody is. */
const acmeKey = 'acme-key-0123456789abcdef0123456789';

/** Answer of the query API, as far as tests look at it. */
interface Answer {
  readonly results: readonly { readonly dimensions: string[]; readonly metrics: number[] }[];
  readonly query: { readonly metrics: readonly string[] };
}

/** Resolves once the day of UTC does not end within two minutes, for tests that count by days. */
export function clearOfMidnight(): Promise<unknown> {
  const isClear = () => Date.now() % 86_400_000 < 86_280_000;
  return vi.waitUntil(isClear, { timeout: 150_000, interval: 1_000 });
}

/** Starts `hitmark serve` with a report, on free ports. */
export function startReporting(
  data: string,
  args: readonly string[] = [],
  environment: Readonly<Record<string, string>> = {},
): Promise<RunningCommand & { readonly url: string }> {
  const ports = ['--report.enabled', 'true', '--report.port', '0'];
  return startServe(data, [...ports, ...args], {
    HITMARK_SITE_KEYS: JSON.stringify({ acme: [acmeKey] }),
    ...environment,
  });
}

/** Runs `hitmark stats`, which must succeed, and returns its output. */
export async function stats(data: string, ...args: readonly string[]): Promise<string> {
  const environment = { HITMARK_DATA: data, TZ: 'UTC' };
  const { status, stdout, stderr } = await startCommand(['stats', ...args], environment).end();
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout;
}

/** Rows of `hitmark stats --by`, as `value: numbers`. */
export async function statsBy(
  data: string,
  dimension: string,
  ...args: readonly string[]
): Promise<Record<string, number[]>> {
  const answer = JSON.parse(await stats(data, '--json', '--by', dimension, ...args)) as Answer;
  return Object.fromEntries(answer.results.map((row) => [row.dimensions.join(), row.metrics]));
}

/** Contents of a report, by several queries. */
export async function contentsOf(data: string): Promise<unknown> {
  const overview = JSON.parse(await stats(data, '--json')) as Record<string, Answer>;
  const tables = Object.entries(overview).map(([name, { results }]) => [name, results]);
  return [tables, await statsBy(data, 'entry_page'), await statsBy(data, 'time:hour')];
}

/** Posts views of `acme`: of ten visitors, on seven pages, each with a source. */
export async function postViews(url: string, from: number, count: number): Promise<void> {
  const lines = Array.from({ length: count }, (_none, offset) => {
    const index = from + offset;
    const page = encodeURIComponent(
      `https://acme.test/p${index % 7}?utm_source=s${index % 5}&utm_medium=email`,
    );
    const kind = index % 3 === 0 ? '&e=signup' : '';
    return `u=${page}&k=${visitorOf(index)}&r=${index}&t=${Date.now()}${kind}`;
  });
  const headers = { 'content-type': 'text/plain', authorization: `Bearer ${acmeKey}` };
  const address = `${url.replace('localhost', '127.0.0.1')}/hits`;
  const { status } = await request(address, headers, 'POST', lines.join('\n'));
  expect(status).toBe(204);
}

/** Appends views of `acme` to the journal of a folder, some days old. */
export async function appendViews(data: string, daysAgo: number, count: number): Promise<void> {
  const journal = await createJournal({ data, minFreeBytes: 0 });
  const received = Date.now() - daysAgo * 86_400_000;
  const rows = Array.from({ length: count }, (_none, index) => ({
    received: received + index,
    event: JSON.stringify({
      v: 1,
      type: 'pageview',
      time: new Date(received + index).toISOString(),
      site: 'acme',
      visitor: visitorOf(index),
      url: `https://acme.test/days-ago-${daysAgo}`,
      actor: 'human',
    }),
    site: 'acme',
    hitTime: null,
    hitIdentity: null,
    webhook: null,
  }));
  await journal.submit({ kind: 'rows', rows }, rows.length);
  await journal.close();
}

/** One of ten visitors. */
export function visitorOf(index: number): string {
  return `f47ac10b-58cc-4372-a567-0e02b2c3d4${String(index % 10).padStart(2, '0')}`;
}

/**
 * Page views and events of a report. Where a collector runs it is asked as `hitmark stats` asks it: to start the
 * command, and let it ask all that it prints, takes a hundred times as long.
 */
export async function eventCount(data: string): Promise<number> {
  const collector = await findCollector(data);
  const answer = await (collector === null
    ? totalsOf(data)
    : collector.ask('query', { metrics: ['pageviews', 'events'], date_range: '30d' }));
  const { metrics } = answer.query;
  const [row] = answer.results;
  const numbers = (['pageviews', 'events'] as const).map(
    (name) => row?.metrics[metrics.indexOf(name)] ?? 0,
  );
  return numbers.reduce((sum, each) => sum + each, 0);
}

/** Totals that `hitmark stats` prints. */
async function totalsOf(data: string): Promise<Answer> {
  const { totals } = JSON.parse(await stats(data, '--json')) as { totals: Answer };
  return totals;
}

/** Process of a collector's store. */
export function storePid(collector: RunningCommand): number {
  const parent = String(collector.process.pid);
  const lines = execFileSync('ps', ['-o', 'pid=,args=', '--ppid', parent], { encoding: 'utf8' });
  const [, pid] = /^\s*(\d+) .*store-process/m.exec(lines) ?? [];
  return Number(pid);
}

/** Connection of another program to a store's file. */
export interface OtherProgram {
  run(sql: string): Promise<void>;
  close(): void;
}

/** Opens a store's file as another program would. */
export async function openDuckdb(path: string): Promise<OtherProgram> {
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  return {
    run: async (sql) => void (await connection.run(sql)),
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}
