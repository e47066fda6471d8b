import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startCommand, type RunningCommand } from './support/command.ts';
import {
  appendViews,
  contentsOf,
  eventCount,
  startReporting,
  patienceMs,
} from './support/report.ts';
import { request } from './support/request.ts';

let data: string;
let server: RunningCommand | null = null;

beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), 'hitmark-report-command-'));
  await appendViews(data, 1, 30);
});

afterEach(async () => {
  server?.process.kill('SIGKILL');
  await server?.end();
  server = null;
  rmSync(data, { recursive: true });
});

const report = (args: readonly string[], input = '') =>
  startCommand(['report', ...args], { HITMARK_DATA: data }, undefined, input).end();

describe('hitmark report', () => {
  it('rebuild makes the same contents anew, whether or not a collector runs', async () => {
    const before = await contentsOf(data);
    writeFileSync(join(data, 'report.duckdb'), 'damaged');
    const { status, stderr } = await report(['rebuild']);
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: 'hitmark: the report is built again\n',
    });
    expect(await contentsOf(data)).toEqual(before);

    const running = (server = await startReporting(data));
    await running.output(/"event":"report-listening"/);
    const asked = await report(['rebuild']);
    expect(asked.status).toBe(0);
    expect(asked.stderr).toContain('the collector builds the report again');
    const counted = () => eventCount(data).catch(() => null);
    await expect.poll(counted, { timeout: patienceMs }).toBe(30);
    expect(await contentsOf(data)).toEqual(before);
  });

  it('password prints a hash that lets its password in, and no other', async () => {
    const { status, stdout } = await report(['password'], 'correct horse battery\n');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^\$scrypt\$\S+\n$/);
    const environment = JSON.stringify([{ name: 'ada', hash: stdout.trim(), sites: null }]);
    const ports = ['--port', '0', '--report.port', '0', '--report.enabled', 'true'];
    const running = (server = startCommand(['serve', '--data', data, ...ports], {
      HITMARK_REPORT__ACCOUNTS: environment,
    }));
    const [, url = ''] = await running.output(/"reportUrl":"([^"]+)"/);
    const logIn = async (password: string): Promise<number> => {
      const body = new URLSearchParams({ name: 'ada', password }).toString();
      const headers = {
        host: new URL(url).host,
        'content-type': 'application/x-www-form-urlencoded',
        'sec-fetch-site': 'same-origin',
      };
      return (
        await request(`${url.replace('localhost', '127.0.0.1')}/login`, headers, 'POST', body)
      ).status;
    };
    expect(await logIn('correct horse battery')).toBe(303);
    expect(await logIn('correct horse batterz')).not.toBe(303);
  });

  it('password refuses one that is short', async () => {
    expect(await report(['password'], 'short\n')).toEqual({
      status: 1,
      stdout: '',
      stderr: 'hitmark: a password has 10 characters or more\n',
    });
  });

  it('export prints what import has taken over, and import says what is wrong with a file', async () => {
    const goals = [{ site: 'acme', name: 'Signed up', type: 'event', filter: null }];
    const file = { goals, funnels: [], segments: [], annotations: [] };
    const filtered = {
      ...file,
      goals: goals.map((goal) => ({ ...goal, filter: ['is', 'event', ['signup']] })),
    };
    const imported = await report(['import', '-'], JSON.stringify(filtered));
    expect(imported).toMatchObject({ status: 0, stderr: '' });
    expect(JSON.parse(imported.stdout)).toEqual({ created: 1, updated: 0, unchanged: 0 });
    expect(JSON.parse((await report(['export'])).stdout)).toMatchObject({
      goals: [{ site: 'acme', name: 'Signed up' }],
    });
    expect(JSON.parse((await report(['export', '--site', 'other'])).stdout).goals).toEqual([]);
    const wrong = await report(['import', '-'], '{"goals":[{"nonsense":1}]}');
    expect(wrong).toMatchObject({ status: 1, stdout: '' });
    expect(wrong.stderr).toMatch(/^hitmark: goals\[0\].*expected .*\n$/);
  });

  it('share prints a link that shows one site', async () => {
    const { status, stdout } = await report(['share', '--site', 'acme', '--days', '3']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^http:\/\/localhost:8701\/share\/[\w-]{32,}\n$/);
    expect((await report(['share'])).status).toBe(2);
  });

  it('names its verbs where it is given another', async () => {
    const { status, stderr } = await report(['remake']);
    expect(status).toBe(2);
    expect(stderr).toContain('rebuild, password, share, export, import');
  });

  it('message stores the HTML of an email and deletes it, and refuses HTML with too many elements', async () => {
    const file = join(data, 'letter.html');
    writeFileSync(file, '<p><a href="https://acme.test/">Shop</a></p>');
    const given = await report(['message', 'spring', file, '--site', 'acme']);
    expect(given).toMatchObject({ status: 0, stderr: '' });
    expect(JSON.parse(given.stdout)).toEqual({ site: 'acme', message: 'spring', links: 1 });
    writeFileSync(file, '<div>'.repeat(1_000));
    const refused = await report(['message', 'spring', file, '--site', 'acme']);
    expect(refused.status).not.toBe(0);
    expect(refused.stderr).toContain('at most 256 elements');
    expect((await report(['message', 'spring', file])).stderr).toContain('--site');

    const remove = ['message', 'spring', '--site', 'acme', '--remove', 'yes'];
    expect((await report(remove)).status).toBe(0);
    expect((await report(remove)).stderr).toContain('nobody has given the HTML');
  });
});
