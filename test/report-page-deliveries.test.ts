import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCommand, type RunningCommand } from './support/command.ts';
import { patienceMs, postViews, startReporting } from './support/report.ts';
import { request } from './support/request.ts';

const token = 'token-of-the-tests-0123';
const secret = `whsec_${Buffer.alloc(32, 'secret').toString('base64')}`;
const authorization = `Bearer ${token}`;
const form = { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' };

let folder: string;
let receiver: Server;
let server: RunningCommand & { readonly url: string };
let page: string;
/** Status that the receiver answers, and ids of events that it took. */
let reply = 503;
const taken: string[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hitmark-page-deliveries-'));
  receiver = createServer((incoming, response) => {
    incoming.resume();
    if (reply === 200) taken.push(String(incoming.headers['webhook-id']));
    response.writeHead(reply, reply === 503 ? { 'retry-after': '3600' } : {}).end();
  });
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  const { port } = receiver.address() as AddressInfo;
  const file = join(folder, 'webhooks.json');
  const url = `http://127.0.0.1:${port}/hook?token=in-the-url`;
  writeFileSync(file, JSON.stringify([{ url, secrets: [secret] }]));
  server = await startReporting(join(folder, 'data'), [], {
    HITMARK_REPORT__TOKEN: token,
    HITMARK_WEBHOOKS_FILE: file,
    HITMARK_WEBHOOK_TARGETS__ALLOW_PRIVATE_ADDRESSES: 'true',
    HITMARK_WEBHOOK_TARGETS__ALLOWED_PORTS: JSON.stringify([port]),
  });
  const [, at = ''] = await server.output(/"reportUrl":"([^"]+)"/);
  page = `${at.replace('localhost', '127.0.0.1')}/sites/acme`;
  await postViews(server.url, 0, 3);
});

afterAll(async () => {
  server.process.kill('SIGKILL');
  await server.end();
  receiver.closeAllConnections();
  receiver.close();
  rmSync(folder, { recursive: true });
});

/** Rows of a panel: the texts of its cells. */
async function rowsOf(state: 'waiting' | 'dead'): Promise<readonly (readonly string[])[]> {
  const html = (await request(`${page}/quality`, { authorization })).body.toString();
  const [, after = ''] = html.split(`id="deliveries-${state}"`);
  const [panel = ''] = after.split('</section>');
  const [, body = ''] = panel.split('<tbody>');
  return [...body.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = '']) =>
    [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell = '']) =>
      cell.replaceAll(/<[^>]+>/g, ''),
    ),
  );
}

async function press(body: string, headers: Readonly<Record<string, string>> = { authorization }) {
  return request(`${page}/retry`, { ...form, ...headers }, 'POST', body);
}

async function idsOf(state: string): Promise<readonly string[]> {
  const html = (await request(`${page}/quality`, { authorization })).body.toString();
  const [, after = ''] = html.split(`id="deliveries-${state}"`);
  return [...(after.split('</section>')[0] ?? '').matchAll(/name="delivery" value="(\d+)"/g)].map(
    ([, id = '']) => id,
  );
}

describe('deliveries on the page of quality', () => {
  it('wait one by one while their receiver fails, with what, why and when, and no secret', async () => {
    await expect
      .poll(async () => (await rowsOf('waiting')).map(([, , attempts]) => attempts), {
        timeout: patienceMs,
      })
      .toEqual(['1', '1', '1']);
    const [row = []] = await rowsOf('waiting');
    const { port } = receiver.address() as AddressInfo;
    expect(row[0]).toBe(`127.0.0.1:${port}`);
    expect(row[1]).toMatch(/^(View|Event) [0-9a-f-]{36}$/);
    expect(row[3]).toContain('503');
    const html = (await request(`${page}/quality`, { authorization })).body.toString();
    expect(html).not.toContain('in-the-url');
    expect(await rowsOf('dead')).toEqual([]);
  });

  it('are tried by nobody else: no page of others, no shared link', async () => {
    const [id = ''] = await idsOf('waiting');
    const foreign = { 'sec-fetch-site': 'cross-site', cookie: 'hm_session=x' };
    expect((await press(`delivery=${id}`, foreign)).status).toBe(403);
    const shared = await startCommand(['report', 'share', '--site', 'acme'], {
      HITMARK_DATA: join(folder, 'data'),
    }).end();
    const own = { 'sec-fetch-site': 'same-origin' };
    const [, link = ''] = /(\/share\/\S+)/.exec(shared.stdout) ?? [];
    const opened = await request(page.replace('/sites/acme', link), own);
    const cookie = String(opened.headers['set-cookie']).split(';')[0] ?? '';
    expect((await press(`delivery=${id}`, { ...own, cookie })).status).toBe(403);
    const html = (await request(`${page}/quality`, { ...own, cookie })).body.toString();
    expect(html).not.toContain('deliveries-waiting');
    expect(await rowsOf('waiting')).toHaveLength(3);
  });

  it('are delivered where one is tried now, and the others wait on', async () => {
    reply = 200;
    const [id = ''] = await idsOf('waiting');
    const { status, headers } = await press(`delivery=${id}`);
    expect([status, headers['location']]).toEqual([303, '/sites/acme/quality#deliveries-waiting']);
    await expect.poll(() => idsOf('waiting'), { timeout: patienceMs }).not.toContain(id);
    expect(taken.length).toBeGreaterThanOrEqual(1);
  });

  it('become dead letters, which are tried again, one and then all', async () => {
    reply = 410;
    await postViews(server.url, 100, 3);
    // A receiver that wants no more is sent nothing of what waits, either.
    await expect.poll(async () => (await idsOf('dead')).length, { timeout: patienceMs }).toBe(5);
    const [row = []] = await rowsOf('dead');
    expect(row[3]).toBe('answered 410: wants no more');
    reply = 200;
    const before = taken.length;
    const [one = ''] = await idsOf('dead');
    await press(`delivery=${one}`);
    await expect.poll(() => idsOf('dead'), { timeout: patienceMs }).not.toContain(one);
    expect(await idsOf('dead')).toHaveLength(4);
    await press('all=dead');
    await expect
      .poll(() => taken.length, { timeout: patienceMs })
      .toBeGreaterThanOrEqual(before + 5);
    await press('all=waiting');
    await expect
      .poll(async () => [await idsOf('dead'), await idsOf('waiting')], { timeout: patienceMs })
      .toEqual([[], []]);
    expect(new Set(taken).size).toBe(6);
  });

  it('are none where a button names nothing that there is', async () => {
    expect((await press('delivery=x')).status).toBe(400);
    expect((await press('delivery=999999')).status).toBe(303);
  });
});
