import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { DatabaseSync } from 'node:sqlite';
import { text } from 'node:stream/consumers';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createLinks, generateKey } from '@hitmark/codec';
import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readEvents } from './support/collector.ts';
import { startCommand, startServe, type RunningCommand } from './support/command.ts';
import { request } from './support/request.ts';

const secret = `whsec_${Buffer.alloc(32, 'secret').toString('base64')}`;

let folder: string;
let data: string;
const cleanUp: (() => Promise<unknown>)[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hitmark-webhooks-'));
  data = join(folder, 'data');
});

afterEach(async () => {
  for (const step of cleanUp.splice(0).toReversed()) await step();
  rmSync(folder, { recursive: true });
});

interface Receiver {
  readonly url: string;
  readonly port: number;
  /** `webhook-id` of all that came, in order; each was verified. */
  readonly ids: string[];
}

async function startReceiver(reply: (id: string) => number | Promise<number>): Promise<Receiver> {
  const ids: string[] = [];
  const server = createServer((incoming, response) => void receive(incoming, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  cleanUp.push(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/hook?token=in-the-url`, port, ids };

  async function receive(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const headers = incoming.headers as Record<string, string>;
    const body = new Webhook(secret).verify(await text(incoming), headers);
    const { data: event } = body as { data: { id: string } };
    expect(headers['webhook-id']).toBe(event.id);
    ids.push(event.id);
    response.writeHead(await reply(event.id)).end();
  }
}

type Server = RunningCommand & { readonly url: string };

/** Environment that names receivers to a command: they stand in a file, as secrets do. */
function environmentFor(receivers: readonly Receiver[]): Record<string, string> {
  const file = join(folder, 'webhooks.json');
  const webhooks = receivers.map(({ url }) => ({ url, secrets: [secret] }));
  writeFileSync(file, `${JSON.stringify(webhooks)}\n`);
  return {
    HITMARK_DATA: data,
    HITMARK_WEBHOOKS_FILE: file,
    HITMARK_WEBHOOK_TARGETS__ALLOW_PRIVATE_ADDRESSES: 'true',
    HITMARK_WEBHOOK_TARGETS__ALLOWED_PORTS: JSON.stringify(receivers.map(({ port }) => port)),
  };
}

async function serveFor(
  receivers: readonly Receiver[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Server> {
  const server = await startServe(data, ['--log-level', 'debug'], {
    ...environmentFor(receivers),
    ...environment,
  });
  cleanUp.push(async () => {
    server.process.kill('SIGKILL');
    await server.end();
  });
  return server;
}

async function record({ url }: Server, name: string): Promise<void> {
  const address = url.replace('localhost', '127.0.0.1');
  const { status } = await request(`${address}/pixel.gif?e=${name}`);
  expect(status).toBe(200);
}

const idsOnDisk = (): unknown[] => readEvents(data).map(({ id }) => id);

async function dead(...args: readonly string[]) {
  const { status, stdout, stderr } = await startCommand(['dead', ...args, '--data', data]).end();
  const lines = stdout.split('\n').filter((line) => line !== '');
  return { status, stderr, lines: lines.map((line) => JSON.parse(line) as unknown) };
}

describe('a collector that is killed while it delivers', () => {
  it('loses no webhook and invents none, and what comes twice has the same id', async () => {
    const receiver = await startReceiver(async () => {
      await wait(50);
      return 204;
    });
    const first = await serveFor([receiver]);
    let recorded = 0;
    const clients = Array.from({ length: 4 }, async () => {
      while (recorded < 400) await record(first, `n${(recorded += 1)}`);
    });
    await expect.poll(() => receiver.ids.length).toBeGreaterThan(40);
    first.process.kill('SIGKILL');
    await Promise.allSettled(clients);
    await first.end();
    const deliveredBefore = new Set(receiver.ids).size;
    expect(deliveredBefore).toBeLessThan(idsOnDisk().length);

    const second = await serveFor([receiver]);
    await record(second, 'afterwards');
    const stored = idsOnDisk();
    await expect.poll(() => new Set(receiver.ids).size).toBeGreaterThanOrEqual(stored.length);
    expect(new Set(receiver.ids)).toEqual(new Set(stored));
    // Only what was under way can come twice: eight at a time.
    expect(receiver.ids.length - stored.length).toBeLessThanOrEqual(8);
  });
});

describe('a collector that is told to end', () => {
  it('lets the attempts under way end, and delivers the rest after the next start', async () => {
    const receiver = await startReceiver(async () => {
      await wait(200);
      return 204;
    });
    const first = await serveFor([receiver]);
    await Promise.all(Array.from({ length: 20 }, (_, index) => record(first, `n${index}`)));
    await expect.poll(() => receiver.ids.length).toBeGreaterThan(0);
    first.process.kill('SIGTERM');
    expect((await first.end()).status).toBe(0);

    await serveFor([receiver]);
    await expect.poll(() => new Set(receiver.ids).size).toBe(20);
    expect(receiver.ids).toHaveLength(20);
  });
});

describe('hitmark replay', () => {
  it('sends events again, under the same ids, while a collector runs', async () => {
    const receiver = await startReceiver(() => 204);
    const server = await serveFor([receiver]);
    await record(server, 'first');
    await record(server, 'second');
    await expect.poll(() => receiver.ids.length).toBe(2);
    const args = ['replay', '--forwarder', 'webhook', '--from', '2020-01-01', '--name', 'second'];
    const { status, stderr } = await startCommand(args, environmentFor([receiver])).end();
    expect({ status, stderr }).toMatchObject({
      status: 0,
      stderr: expect.stringMatching(/^1 event due again/),
    });
    const [first, second] = idsOnDisk();
    await expect.poll(() => receiver.ids.slice(2)).toEqual([second]);
    expect(new Set(receiver.ids)).toEqual(new Set([first, second]));
  });
});

describe('hitmark dead', () => {
  it('lists what was given up, and sends it again while a collector runs', async () => {
    let up = false;
    const receiver = await startReceiver(() => (up ? 204 : 410));
    const server = await serveFor([receiver]);
    await record(server, 'first');
    await server.output(/"event":"webhook-disabled"/);
    await record(server, 'second');
    await expect.poll(async () => (await dead('list')).lines.length).toBe(2);
    const [first, second] = idsOnDisk();
    const { url } = receiver;
    expect((await dead('list')).lines).toMatchObject([
      { id: first, type: 'event', url, key: null, attempts: 1, reason: 'status-410' },
      { id: second, type: 'event', url, key: null, attempts: 0, reason: 'status-410' },
    ]);

    up = true;
    expect(await dead('retry', '--id', String(second))).toMatchObject({ lines: [{ retried: 1 }] });
    await expect.poll(() => receiver.ids).toEqual([first, second]);
    expect((await dead('list')).lines).toMatchObject([{ id: first }]);
  });

  it('retries without a collector too: it is sent after the next start', async () => {
    let up = false;
    const receiver = await startReceiver(() => (up ? 204 : 410));
    const server = await serveFor([receiver]);
    await record(server, 'first');
    await server.output(/"event":"webhook-disabled"/);
    server.process.kill('SIGTERM');
    await server.end();
    up = true;
    expect(await dead('retry')).toMatchObject({ status: 0, lines: [{ retried: 1 }] });
    expect((await dead('list')).lines).toEqual([]);
    await serveFor([receiver]);
    const [id] = idsOnDisk();
    await expect.poll(() => receiver.ids).toEqual([id, id]);
  });

  it.each([
    [['list'], 1, /^hitmark: no journal in .*: set HITMARK_DATA or --data\n$/],
    [[], 2, /^hitmark: expected dead list or dead retry; try hitmark dead --help\n$/],
    [['bury'], 2, /^hitmark: expected dead list or dead retry; try hitmark dead --help\n$/],
    [['list', '--id', 'a'], 2, /^hitmark: Unknown option '--id'/],
  ])('%j ends with status %i and one line', async (args, status, line) => {
    const run = await startCommand(['dead', ...args], { HITMARK_DATA: data }).end();
    expect(run.status).toBe(status);
    expect(run.stderr).toMatch(line);
  });

  it('says that an event has no dead letter', async () => {
    await (await serveFor([])).output(/listening/);
    expect(await dead('retry', '--id', 'unknown')).toMatchObject({
      status: 1,
      stderr: 'hitmark: no dead letter of unknown; see hitmark dead list\n',
    });
  });
});

describe("an email link's own webhook", () => {
  const sealing = generateKey('k1');
  const fernet = Buffer.alloc(32, 'fernet').toString('base64url') + '=';

  it.each([
    ['sealed', sealing, { k1: { secrets: [secret] } }],
    ['pytracking', fernet, { pytracking: { secrets: [secret] } }],
  ] as const)('is posted once for each open and click (%s)', async (format, key, keys) => {
    const receiver = await startReceiver(() => 204);
    const server = await serveFor([], {
      HITMARK_LINKS__KEYS: key,
      HITMARK_WEBHOOK_KEYS: JSON.stringify(keys),
      HITMARK_WEBHOOK_TARGETS__ALLOWED_PORTS: String(receiver.port),
    });
    const address = server.url.replace('localhost', '127.0.0.1');
    const links = createLinks({
      openUrl: `${address}/o/`,
      clickUrl: `${address}/c/`,
      keys: key,
      format,
      webhookUrl: receiver.url,
    });
    expect((await request(links.open({ customer: 7 }))).status).toBe(200);
    expect((await request(links.click('https://shop.example.com/', {}))).status).toBe(302);
    await record(server, 'elsewhere');
    await expect.poll(() => receiver.ids).toEqual(idsOnDisk().slice(0, 2));
    expect(readEvents(data).map(({ type }) => type)).toEqual(['open', 'click', 'event']);
  });

  it('is a dead letter with its reason where nothing says how to sign it', async () => {
    const receiver = await startReceiver(() => 204);
    const server = await serveFor([], {
      HITMARK_LINKS__KEYS: sealing,
      HITMARK_WEBHOOK_TARGETS__ALLOWED_PORTS: String(receiver.port),
    });
    const address = server.url.replace('localhost', '127.0.0.1');
    const links = createLinks({
      openUrl: `${address}/o/`,
      keys: sealing,
      webhookUrl: receiver.url,
    });
    expect((await request(links.open({}))).status).toBe(200);
    await server.output(/"event":"webhook-dead".*"reason":"not-configured".*"key":"k1"/);
    server.process.kill();
    await server.end();
    const { stdout } = await startCommand(['dead', 'list', '--data', data]).end();
    expect(stdout).toMatch(/"reason":"not-configured"/);
    expect(receiver.ids).toEqual([]);
  });

  it('is not posted where nobody vouches for the token', async () => {
    const receiver = await startReceiver(() => 204);
    const server = await serveFor([], {
      HITMARK_WEBHOOK_KEYS: JSON.stringify({ pytracking: { secrets: [secret] } }),
      HITMARK_WEBHOOK_TARGETS__ALLOWED_PORTS: String(receiver.port),
    });
    const address = server.url.replace('localhost', '127.0.0.1');
    const { url: webhookUrl } = receiver;
    const plain = createLinks({ openUrl: `${address}/o/`, format: 'pytracking', webhookUrl });
    expect((await request(plain.open({}))).status).toBe(200);
    expect(readEvents(data)).toMatchObject([{ type: 'open', token: { authentic: false } }]);
    server.process.kill();
    await server.end();
    const file = new DatabaseSync(join(data, 'journal.db'));
    expect(file.prepare('SELECT webhook FROM events').all()).toEqual([{ webhook: null }]);
    file.close();
    expect(receiver.ids).toEqual([]);
  });
});

describe('webhooks', () => {
  it('use no proxy of the environment', async () => {
    const seen: unknown[] = [];
    const proxy = createServer((incoming, response) => {
      seen.push(incoming.url);
      response.end();
    }).on('connect', (incoming, socket) => {
      seen.push(incoming.url);
      socket.end();
    });
    proxy.listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    cleanUp.push(async () => void proxy.close());
    const address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    const receiver = await startReceiver(() => 204);
    const environment = { NODE_USE_ENV_PROXY: '1', HTTP_PROXY: address, http_proxy: address };
    const server = await serveFor([receiver], { ...environment, NO_PROXY: '', no_proxy: '' });
    await record(server, 'first');
    await expect.poll(() => receiver.ids.length).toBe(1);
    expect(seen).toEqual([]);
  });

  it('leave neither a secret nor the rest of a URL in the log', async () => {
    let up = false;
    const receiver = await startReceiver(() => (up ? 410 : 500));
    const server = await serveFor([receiver]);
    await record(server, 'first');
    await server.output(/"event":"webhook-failing"/);
    up = true;
    await record(server, 'second');
    await server.output(/"event":"webhook-disabled"/);
    server.process.kill();
    const { stdout, stderr } = await server.end();
    expect(stderr).toContain(`"receiver":"127.0.0.1:${receiver.port}"`);
    expect(stdout + stderr).not.toContain(secret.slice(6));
    expect(stdout + stderr).not.toContain('in-the-url');
  });
});
