import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readEvents } from './support/collector.ts';
import { startCommand, startServe, type RunningCommand } from './support/command.ts';
import { parseMetrics } from './support/conservation.ts';
import {
  appendViews,
  contentsOf,
  eventCount,
  openDuckdb,
  postViews,
  startReporting,
  stats,
  statsBy,
  storePid,
  patienceMs,
} from './support/report.ts';
import { request } from './support/request.ts';

let folder: string;
let data: string;
const running: RunningCommand[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hitmark-reporting-'));
  data = join(folder, 'data');
});

afterEach(async () => {
  for (const each of running.splice(0)) {
    each.process.kill('SIGKILL');
    await each.end();
  }
  rmSync(folder, { recursive: true });
});

async function serve(...args: readonly string[]) {
  const server = await startReporting(data, args);
  running.push(server);
  return server;
}

async function stop(server: RunningCommand): Promise<void> {
  server.process.kill();
  await server.end();
}

const storeFile = (): string => join(data, 'report.duckdb');

/** The report that is made of the same journal from its beginning. */
async function rebuilt(): Promise<unknown> {
  const copy = join(folder, 'copy');
  cpSync(data, copy, { recursive: true });
  rmSync(join(copy, 'report.duckdb'));
  return contentsOf(copy);
}

async function reportMetrics(metricsUrl: string): Promise<Record<string, number>> {
  const text = (await request(`${metricsUrl.replace('localhost', '127.0.0.1')}/metrics`)).body;
  const samples = parseMetrics(text.toString()).filter(({ name }) => /_report_/.test(name));
  return Object.fromEntries(samples.map(({ name, value }) => [name, value]));
}

describe('the report beside a collector', () => {
  it('counts hits a moment after they were stored, and tells how far it is and where', async () => {
    const server = await serve('--metrics.port', '0');
    const [, metricsUrl = ''] = await server.output(/"metricsUrl":"([^"]+)"/);
    const [, reportUrl = ''] = await server.output(/"reportUrl":"([^"]+)"/);
    await postViews(server.url, 0, 30);
    await expect.poll(() => eventCount(data), { timeout: patienceMs }).toBe(30);
    const share = startCommand(['report', 'share', '--site', 'acme'], { HITMARK_DATA: data });
    expect((await share.end()).stdout.startsWith(`${reportUrl}/share/`)).toBe(true);
    expect(await statsBy(data, 'site')).toEqual({ acme: [10, 10, 20] });
    expect(await reportMetrics(metricsUrl)).toMatchObject({
      hitmark_report_up: 1,
      hitmark_report_lag_events: 0,
      hitmark_report_events: 30,
    });
    // A hit that is sent again is no event that the report lacks.
    const hit = `/pixel.gif?i=acme&u=https%3A%2F%2Facme.test%2F&r=again&t=${Date.now()}`;
    for (const time of ['first', 'again']) {
      const { status } = await request(server.url.replace('localhost', '127.0.0.1') + hit);
      expect([time, status]).toEqual([time, 200]);
    }
    await expect.poll(() => eventCount(data), { timeout: patienceMs }).toBe(31);
    expect(await reportMetrics(metricsUrl)).toMatchObject({
      hitmark_report_lag_events: 0,
      hitmark_report_events: 31,
    });
    await stop(server);
    expect(existsSync(join(data, 'report-control.json'))).toBe(false);
    expect(await eventCount(data)).toBe(31);
  });

  it('is not there in serve unless it is asked for', async () => {
    const server = await startServe(data);
    running.push(server);
    await postOne(server.url);
    await stop(server);
    expect(existsSync(storeFile())).toBe(false);
  });

  it('is one alone with two workers, and counts the hits of both', async () => {
    const server = await serve('--workers', '2');
    await server.output(/"event":"report-listening"/);
    for (let from = 0; from < 40; from += 4) await postViews(server.url, from, 4);
    await expect.poll(() => eventCount(data), { timeout: patienceMs }).toBe(40);
    server.process.kill();
    const { stderr } = await server.end();
    expect(stderr.match(/"event":"report-listening"/g)).toHaveLength(1);
  });

  it('has every event once after kill -9 of its own process in the middle', async () => {
    const server = await serve();
    await server.output(/"event":"report-listening"/);
    for (let from = 0; from < 400; from += 50) {
      await postViews(server.url, from, 50);
      if (from % 100 === 0) process.kill(storePid(server), 'SIGKILL');
      await expect.poll(() => storePid(server), { timeout: patienceMs }).toBeGreaterThan(0);
    }
    expect(readEvents(data)).toHaveLength(400);
    await expect.poll(() => counted(), { timeout: patienceMs }).toBe(400);
    await stop(server);
    expect(await contentsOf(data)).toEqual(await rebuilt());
  });

  it('has every event once after kill -9 of the collector in the middle', async () => {
    for (const round of [0, 1, 2]) {
      const server = await serve();
      await server.output(/"event":"report-listening"/);
      await postViews(server.url, round * 100, 60);
      await postViews(server.url, round * 100 + 60, 40);
      server.process.kill('SIGKILL');
      await server.end();
    }
    const server = await serve();
    await server.output(/"event":"report-listening"/);
    await expect.poll(() => counted(), { timeout: patienceMs }).toBe(300);
    await stop(server);
    expect(await contentsOf(data)).toEqual(await rebuilt());
  });
});

async function postOne(url: string): Promise<void> {
  const address = `${url.replace('localhost', '127.0.0.1')}/pixel.gif?i=acme&u=https://acme.test/`;
  expect((await request(address)).status).toBe(200);
}

/** Events in the report; null while it is being started again. */
async function counted(): Promise<number | null> {
  return eventCount(data).catch(() => null);
}

describe('a report that can not be started', () => {
  it('is built again where its file is damaged', async () => {
    await stop(await serve());
    writeFileSync(storeFile(), 'no database at all\n'.repeat(1_000));
    const server = await serve();
    await server.output(/"event":"report-built-again".*corrupt/);
    await postViews(server.url, 0, 20);
    await expect.poll(() => counted(), { timeout: patienceMs }).toBe(20);
  });

  it('says so where its file is of a newer version, and leaves it as it is; hits are taken', async () => {
    const first = await serve();
    await first.output(/"event":"report-listening"/);
    await stop(first);
    const other = await openDuckdb(storeFile());
    await other.run('UPDATE meta SET version = 99');
    other.close();

    const server = await serve('--metrics.port', '0');
    const [, metricsUrl = ''] = await server.output(/"metricsUrl":"([^"]+)"/);
    await server.output(/"event":"report-failed".*hits are taken.*has version 99.*upgrade hitmark/);
    await postViews(server.url, 0, 20);
    expect(await reportMetrics(metricsUrl)).toEqual({ hitmark_report_up: 0 });
    await stop(server);
    expect(readEvents(data)).toHaveLength(20);
    const again = await openDuckdb(storeFile());
    await again.run('SELECT version FROM meta WHERE version = 99');
    again.close();
  });

  it('comes by itself once another program has let go of its file', async () => {
    await stop(await serve());
    rmSync(storeFile(), { force: true });
    const other = await openDuckdb(storeFile());
    await other.run('CREATE TABLE other (id INTEGER)');
    // The lock is of a process: this one holds it.
    const server = await serve();
    await server.output(/"event":"report-failed".*another process has it open/);
    await postViews(server.url, 0, 10);
    other.close();
    rmSync(storeFile());
    await server.output(/"event":"report-listening"/);
    await expect.poll(() => counted(), { timeout: patienceMs }).toBe(10);
  });

  it('says which port is in use, takes hits, and comes once that is free', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    const flags = ['--report.enabled', 'true', '--report.port', String(port)];
    const server = await startServe(data, flags);
    running.push(server);
    await server.output(new RegExp(`port ${port} on 127.0.0.1 is in use; .*--report.port`));
    await postOne(server.url);
    taken.close();
    await server.output(/"event":"report-listening"/);
    await expect.poll(() => counted(), { timeout: patienceMs }).toBe(1);
  });

  it('lets go of its port and its file where commands could not be told of it, and comes later', async () => {
    // As a full disk would, but for this one file.
    const inTheWay = join(data, 'report-control.json.part');
    mkdirSync(inTheWay, { recursive: true, mode: 0o700 });
    const server = await serve();
    await server.output(/"event":"report-failed"/);
    await postOne(server.url);
    rmSync(inTheWay, { recursive: true });
    await server.output(/"event":"report-listening"/);
    expect(existsSync(join(data, 'report-control.json'))).toBe(true);
    await expect.poll(() => counted(), { timeout: patienceMs }).toBe(1);
  });
});

describe('retention', () => {
  it('deletes from the report what it deletes from the journal', async () => {
    await appendViews(data, 40, 6);
    await appendViews(data, 1, 4);
    expect(await stats(data, '--days', '90')).toMatch(/Page views +10\b/);

    const server = await serve('--retention-days', '30');
    await expect
      .poll(() => stats(data, '--days', '90'), { timeout: patienceMs })
      .toMatch(/Page views +4\b/);
    await stop(server);
    expect(readEvents(data)).toHaveLength(4);
    expect(await contentsOf(data)).toEqual(await rebuilt());
  });
});

describe('a journal that was restored from a backup', () => {
  it('is read again from its beginning', async () => {
    const first = await serve();
    await postViews(first.url, 0, 10);
    await stop(first);
    const backup = join(folder, 'journal.db');
    cpSync(join(data, 'journal.db'), backup);
    const second = await serve();
    await postViews(second.url, 10, 20);
    await expect.poll(() => counted(), { timeout: patienceMs }).toBe(30);
    await stop(second);

    cpSync(backup, join(data, 'journal.db'));
    const third = await serve();
    await third.output(/"event":"report-ahead"/);
    await postViews(third.url, 40, 5);
    await expect.poll(() => counted(), { timeout: patienceMs }).toBe(15);
    await stop(third);
    expect(await contentsOf(data)).toEqual(await rebuilt());
  });
});
