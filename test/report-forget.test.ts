import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSettings } from '@hitmark/report/settings';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readEvents } from './support/collector.ts';
import { startCommand, type RunningCommand } from './support/command.ts';
import {
  appendViews,
  contentsOf,
  eventCount,
  openDuckdb,
  postViews,
  startReporting,
  statsBy,
  visitorOf,
  patienceMs,
} from './support/report.ts';

// After `hitmark forget` every byte of the data folder is searched for what somebody was known by, while the
// collector runs and after it has ended.

let data: string;
let server: RunningCommand | null = null;

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'hitmark-forget-report-'));
});

afterEach(async () => {
  server?.process.kill('SIGKILL');
  await server?.end();
  server = null;
  rmSync(data, { recursive: true });
});

const theirs = visitorOf(3);
const others = visitorOf(4);

/** Files of the data folder, at any depth, that hold a text. */
function filesWith(text: string): string[] {
  return readdirSync(data, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(data, name)).isFile())
    .filter((name) => readFileSync(join(data, name)).includes(text));
}

const forget = (...args: readonly string[]) =>
  startCommand(['forget', ...args], { HITMARK_DATA: data }).end();

describe('hitmark forget, with a report', () => {
  it('leaves no byte of somebody while a collector runs, and the numbers fall by exactly theirs', async () => {
    const running = (server = await startReporting(data));
    await running.output(/"event":"report-listening"/);
    for (const from of [0, 100, 200]) await postViews(running.url, from, 100);
    await expect.poll(() => eventCount(data), { timeout: patienceMs }).toBe(300);
    expect(filesWith(theirs).join()).toContain('report.duckdb');

    const { status, stdout, stderr } = await forget('--visitor', theirs);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ events: 30, report: 30 });
    expect(filesWith(theirs)).toEqual([]);
    expect(filesWith(others)).not.toEqual([]);
    expect(await eventCount(data)).toBe(270);
    expect((await statsBy(data, 'site'))['acme']?.[0]).toBe(9);

    await postViews(running.url, 1_000, 10);
    await expect.poll(() => eventCount(data), { timeout: patienceMs }).toBe(280);
    expect((await forget('--visitor', theirs)).stdout).toContain('"events":1,');
    running.process.kill();
    await running.end();
    expect(filesWith(theirs)).toEqual([]);
    const before = await contentsOf(data);
    rmSync(join(data, 'report.duckdb'));
    expect(await contentsOf(data)).toEqual(before);
  });

  it('leaves none where no collector runs', async () => {
    await appendViews(data, 1, 50);
    expect(await eventCount(data)).toBe(50);
    const settings = openSettings(join(data, 'report-settings.db'));
    settings.annotations.create({ site: 'acme', day: '2026-11-01', text: `${theirs} has called` });
    const before = filesWith(theirs).join();
    expect(before).toContain('report.duckdb');
    expect(before).toContain('report-settings.db');
    const { status, stdout, stderr } = await forget('--visitor', theirs);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ events: 5, report: 5 });
    expect(filesWith(theirs)).toEqual([]);
    expect(settings.annotations.list(null)).toMatchObject([{ text: '(erased) has called' }]);
    settings.close();
    expect(await eventCount(data)).toBe(45);
    expect(readEvents(data)).toHaveLength(45);
  });

  it('says that the report has them still where it can not be opened, and what to do', async () => {
    await appendViews(data, 1, 50);
    expect(await eventCount(data)).toBe(50);
    const other = await openDuckdb(join(data, 'report.duckdb'));
    await other.run('UPDATE meta SET version = 99');
    other.close();
    const { status, stdout, stderr } = await forget('--visitor', theirs);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(
      /^hitmark: erased from the journal, but not from the report: .*remove the file.*run the same command again\n$/,
    );
    rmSync(join(data, 'report.duckdb'));
    expect((await forget('--visitor', theirs)).status).toBe(0);
    expect(filesWith(theirs)).toEqual([]);
  });
});
