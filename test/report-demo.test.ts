import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readEvents } from './support/collector.ts';
import { startCommand, type RunningCommand } from './support/command.ts';
import { eventCount, statsBy, patienceMs } from './support/report.ts';
import { request } from './support/request.ts';

let data: string;
let demo: RunningCommand;
let at: string;
let report: string;

beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'hitmark-demo-report-'));
  await start();
});

afterAll(async () => {
  demo.process.kill('SIGINT');
  await demo.end();
  rmSync(data, { recursive: true });
});

async function start(): Promise<void> {
  const args = ['demo', '--port', '0', '--report.port', '0', '--data', data];
  // Node has no name for this timezone.
  demo = startCommand(args, { TZ: ':/etc/localtime' });
  const [, url = ''] = await demo.output(/Open\s+(http:\S+)/);
  const [, reportUrl = ''] = await demo.output(/Report\s+(http:\S+)/);
  at = url.replace('localhost', '127.0.0.1');
  report = reportUrl.replace('localhost', '127.0.0.1');
}

const samples = () => readEvents(data).filter(({ site }) => site === 'sample');

it('a new demo counts made-up events, which its own page does not mix with yours', async () => {
  expect(samples().length).toBeGreaterThan(10_000);
  await request(`${at}/pixel.gif?i=mine&u=https://mine.test/`);
  await expect.poll(() => statsBy(data, 'site'), { timeout: patienceMs }).toHaveProperty('mine');
  expect(Object.keys(await statsBy(data, 'site'))).toEqual(['sample', 'mine']);
  const events = JSON.parse((await request(`${at}/demo/events`)).body.toString()) as object[];
  expect(events).toMatchObject([{ site: 'mine' }]);
  const { body } = await request(`${at}/`, { host: 'localhost' });
  expect(body.toString()).toContain(`href="${report.replace('127.0.0.1', 'localhost')}"`);
});

it('a site has its page, though its machine has a timezone without a name', async () => {
  const { status, body } = await request(`${report}/sites/sample`);
  expect(status).toBe(200);
  expect(body.toString()).toContain('class="tiles');
});

it.each([
  ['a page elsewhere', { 'sec-fetch-site': 'cross-site' }],
  ['a page of the same machine', { 'sec-fetch-site': 'same-site' }],
  ['no browser at all', {}],
])('the sample is not removed by %s', async (_whom, headers) => {
  const { status } = await request(`${report}/sample/remove`, headers, 'POST');
  expect(status).toBe(403);
  expect(samples().length).toBeGreaterThan(0);
});

it('a click removes the sample everywhere, and it does not come back', async () => {
  const headers = { 'sec-fetch-site': 'same-origin' };
  expect((await request(`${report}/sample/remove`, headers)).status).toBe(405);
  const { status, headers: answered } = await request(`${report}/sample/remove`, headers, 'POST');
  expect({ status, location: answered['location'] }).toEqual({ status: 303, location: '/' });
  expect(samples()).toEqual([]);
  expect(readEvents(data)).toMatchObject([{ site: 'mine' }]);
  expect(await eventCount(data)).toBe(1);

  demo.process.kill('SIGINT');
  await demo.end();
  await start();
  expect(samples()).toEqual([]);
});
