import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashPassword } from '@hitmark/report/access';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startCommand, type RunningCommand } from './support/command.ts';
import { eventCount, patienceMs, postViews, startReporting, visitorOf } from './support/report.ts';
import { request } from './support/request.ts';

const token = 'token-of-the-tests-0123';
const [theirs, others] = [visitorOf(3), visitorOf(4)];
let data: string;
let server: (RunningCommand & { readonly url: string }) | null = null;

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'hitmark-forget-page-'));
});

afterEach(async () => {
  server?.process.kill('SIGKILL');
  await server?.end();
  server = null;
  rmSync(data, { recursive: true });
});

/** Files of the data folder, at any depth, that hold a text. */
function filesWith(text: string): readonly string[] {
  return readdirSync(data, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(data, name)).isFile())
    .filter((name) => readFileSync(join(data, name)).includes(text));
}

const password = 'correct horse';

/** Starts a collector whose report follows persons; results in the report's address. */
async function start(): Promise<string> {
  const hash = await hashPassword(password);
  const running = await startReporting(data, ['--report.persons', 'true'], {
    HITMARK_REPORT__TOKEN: token,
    HITMARK_REPORT__ACCOUNTS: JSON.stringify([
      { name: 'anna', hash },
      { name: 'bert', hash, persons: false },
    ]),
  });
  server = running;
  const [, url = ''] = await running.output(/"reportUrl":"([^"]+)"/);
  for (const from of [0, 100, 200]) await postViews(running.url, from, 100);
  await expect.poll(() => eventCount(data), { timeout: patienceMs }).toBe(300);
  return url.replace('localhost', '127.0.0.1');
}

const form = new URLSearchParams({ person: `visitor~${theirs}`, sure: 'yes' }).toString();
const path = `/sites/acme/forget?filter=is~visitor~${theirs}`;

/** Posts a form as a browser would, with some headers more. */
async function post(
  url: string,
  body: string,
  headers: Readonly<Record<string, string>>,
): Promise<{ readonly status: number; readonly location: string; readonly cookie: string }> {
  const type = { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' };
  const answer = await request(url, { ...type, ...headers }, 'POST', body);
  const cookie = String(answer.headers['set-cookie'] ?? '').split(';')[0] ?? '';
  return { status: answer.status, location: answer.headers['location'] ?? '', cookie };
}

const own = { 'sec-fetch-site': 'same-origin' };

async function logIn(url: string, name: string): Promise<string> {
  const { cookie } = await post(
    `${url}/login`,
    new URLSearchParams({ name, password }).toString(),
    own,
  );
  expect(cookie).not.toBe('');
  return cookie;
}

describe('the button that forgets', () => {
  it('leaves no byte of somebody in the data folder, and the numbers fall by exactly theirs', async () => {
    const url = await start();
    expect(filesWith(theirs).join()).toContain('report.duckdb');
    const cookie = await logIn(url, 'anna');
    const { status, location } = await post(url + path, form, { ...own, cookie });
    expect(status).toBe(303);
    const shown = async (): Promise<string> =>
      (await request(url + location, { cookie, ...own })).body.toString();
    await expect
      .poll(shown, { timeout: patienceMs })
      .toContain('Events of the journal</th><td>30<');
    expect(await shown()).toContain('Events of the report</th><td>30<');
    expect(filesWith(theirs)).toEqual([]);
    expect(filesWith(others)).not.toEqual([]);
    expect(await eventCount(data)).toBe(270);
    const gone = await request(`${url}/sites/acme/person?filter=is~visitor~${theirs}`, {
      cookie,
      ...own,
    });
    expect(gone.status).toBe(404);
  });

  it('is for nobody else: no shared link, no account without persons, no page of others', async () => {
    const url = await start();
    const anna = await logIn(url, 'anna');
    const bert = await logIn(url, 'bert');
    const shared = await startCommand(['report', 'share', '--site', 'acme'], {
      HITMARK_DATA: data,
    }).end();
    const [, link = ''] = /(\/share\/\S+)/.exec(shared.stdout) ?? [];
    const opened = await request(url + link, own);
    const share = String(opened.headers['set-cookie']).split(';')[0] ?? '';
    expect(share).toContain('hm_share');

    const attempts: readonly Readonly<Record<string, string>>[] = [
      { ...own, cookie: share },
      { ...own, cookie: bert },
      { 'sec-fetch-site': 'cross-site', cookie: anna },
      { 'sec-fetch-site': 'same-site', cookie: anna },
      { origin: 'https://evil.example', cookie: anna },
      { cookie: anna },
    ];
    for (const headers of attempts) {
      expect((await post(url + path, form, headers)).status).toBe(403);
    }
    expect((await post(url + path, form, own)).status).toBe(401);
    for (const cookie of [share, bert]) {
      const page = `${url}/sites/acme/person?filter=is~visitor~${theirs}`;
      const answer = await request(page, { ...own, cookie, accept: 'text/html' });
      expect({ status: answer.status, tells: answer.body.includes('Page views') }).toEqual({
        status: 403,
        tells: false,
      });
    }
    expect(await eventCount(data)).toBe(300);
    expect(filesWith(theirs)).not.toEqual([]);
  });
});
