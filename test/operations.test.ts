import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEvents } from './support/collector.ts';
import { cleanEnvironment } from './support/command.ts';
import { parseMetrics } from './support/conservation.ts';
import { startMeasuredServe, type MeasuredServe } from './support/measured-serve.ts';
import { request } from './support/request.ts';

// The page of operations, against a collector that runs.

const page = readFileSync(new URL('../packages/collector/OPERATIONS.md', import.meta.url), 'utf8');
const ours = /\bhitmark_[a-z_]+/g;
/** Metrics that are there with `acknowledge: 'replicas'` only, which needs Kafka: `test/engines` asks for them. */
const ofReplicas = ['hitmark_replicas_available'];

let server: MeasuredServe;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hitmark-operations-'));
  server = await startMeasuredServe({
    HITMARK_FILES__FOLDER: join(folder, 'events'),
    HITMARK_REPORT__ENABLED: 'true',
    HITMARK_REPORT__PORT: '0',
    HITMARK_RATE_LIMITS__ADDRESS_PER_MINUTE: '100',
  });
});

afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

describe('metrics', () => {
  /** Names without what a histogram adds to its own. */
  const names = async (): Promise<Set<string>> =>
    new Set((await server.scrape()).match(/(?<=^# TYPE )\w+/gm));

  it('are all described, and none that is not there', async () => {
    const described = page.match(/(?<=^\| `)hitmark_[a-z_]+(?=` +\|)/gm) ?? [];
    const shown = [...(await names())].filter((name) => name.startsWith('hitmark_'));
    expect(new Set(described)).toEqual(new Set([...shown, ...ofReplicas]));
  });

  it('beside ours are those of prom-client', async () => {
    const others = [...(await names())].filter((name) => !name.startsWith('hitmark_'));
    expect(others).toContain('nodejs_eventloop_lag_p99_seconds');
    expect(others.filter((name) => !/^(process|nodejs)_/.test(name))).toEqual([]);
  });

  it('that alerts look at are there', async () => {
    const shown = new Set([...(await names()), ...ofReplicas]);
    const alerts = page.slice(page.indexOf('### Alerts'), page.indexOf('## When something'));
    const used = (alerts.match(ours) ?? []).map((name) => name.replace(/_bucket$/, ''));
    expect(used.length).toBeGreaterThan(5);
    expect(used.filter((name) => !shown.has(name))).toEqual([]);
  });

  it('show the lag of a forwarder that is configured', async () => {
    const lags = parseMetrics(await server.scrape()).filter(({ name }) =>
      name.includes('_lag_events'),
    );
    expect(lags).toMatchObject([{ labels: { forwarder: 'file' } }]);
  });
});

describe('a backup', () => {
  const command = /^node --eval "(.*)"$/m.exec(page)?.[1]?.replaceAll('\\"', '"') ?? '';
  const sql = /"(VACUUM INTO [^"]*)"/.exec(page)?.[1] ?? '';

  it('is the same by both commands of the page', () => {
    expect(sql).not.toBe('');
    expect(command).toContain(sql);
  });

  it('made while events come in holds every one that was acknowledged before, and is sound', async () => {
    const hit = (): Promise<unknown> => request(`${server.url}/hits`, {}, 'POST', 'e=a');
    await hit();
    const ending = new AbortController();
    const load = (async () => {
      while (!ending.signal.aborted) await hit();
    })();
    const before = readEvents(server.data).length;
    const { status, stderr } = spawnSync(
      process.execPath,
      ['--eval', command.replaceAll('./hitmark-data', server.data)],
      { cwd: folder, env: cleanEnvironment(), encoding: 'utf8' },
    );
    ending.abort();
    await load;
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });

    const restored = join(folder, 'restored');
    mkdirSync(restored);
    renameSync(join(folder, 'backup.db'), join(restored, 'journal.db'));
    const database = new DatabaseSync(join(restored, 'journal.db'));
    expect(database.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
    database.close();
    expect(readEvents(restored).length).toBeGreaterThanOrEqual(before);
  });
});

describe('what /readyz may say', () => {
  it('is what the page lists', async () => {
    expect((await request(`${server.url}/readyz`)).status).toBe(200);
    const reasons = page.match(/(?<=^\| `)(draining|disk-low|journal-[a-z]+)(?=` +\|)/gm);
    expect(reasons).toEqual([
      'draining',
      'disk-low',
      'journal-slow',
      'journal-failed',
      'journal-closed',
    ]);
  });
});
