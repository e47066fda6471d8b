import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createLinks, generateKey } from '@hitmark/codec';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readEvents } from './support/collector.ts';
import { startCommand, startServe, type RunningCommand } from './support/command.ts';
import { request } from './support/request.ts';

// After `hitmark forget` every byte of the data folder and of the event files is searched for what
// somebody was known by.

const siteKey = 'acme-key-0123456789abcdef0123456789';
const theirs = 'f47ac10b-58cc-4372-a567-0e02b2c3d479';
const others = '9b2d6c1e-0f53-4a7d-8c3e-5d1f2a6b7c8d';

let folder: string;
let data: string;
let files: string;
let receiver: { readonly port: number; close(): Promise<void> };
const running: RunningCommand[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hitmark-forget-'));
  data = join(folder, 'data');
  files = join(folder, 'files');
  receiver = await startReceiver();
});

afterEach(async () => {
  for (const each of running.splice(0)) {
    each.process.kill('SIGKILL');
    await each.end();
  }
  await receiver.close();
  rmSync(folder, { recursive: true });
});

/** A receiver that is down for good with one path, and for a while with the other. */
async function startReceiver() {
  const server = createServer(({ url }, response) => {
    response.writeHead(url === '/gone' ? 410 : 500).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A collector with webhooks that fail, so that deliveries wait and die, and small event files. */
async function serve(
  environment: Record<string, string> = {},
): Promise<RunningCommand & { readonly url: string }> {
  const secret = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;
  const webhooks = ['/gone', '/down'].map((path) => ({
    url: `http://127.0.0.1:${receiver.port}${path}`,
    secrets: [secret],
  }));
  const flags = {
    '--files.folder': files,
    '--files.max-bytes': '65536',
    '--webhook-targets.allow-private-addresses': 'true',
    '--webhook-targets.allowed-ports': String(receiver.port),
  };
  const server = await startServe(data, Object.entries(flags).flat(), {
    HITMARK_SITE_KEYS: JSON.stringify({ acme: [siteKey] }),
    HITMARK_WEBHOOKS: JSON.stringify(webhooks),
    ...environment,
  });
  running.push(server);
  return server;
}

async function stop(server: RunningCommand): Promise<void> {
  server.process.kill();
  await server.end();
}

const forget = (...args: readonly string[]) =>
  startCommand(['forget', ...args], { HITMARK_DATA: data }, folder).end();

/** Events of two people by turns, of lengths that fill pages in every way. */
async function fill(url: string, count: number, first = 0): Promise<void> {
  const hit = (index: number): string => {
    const [visitor, word] = index % 2 === 0 ? [theirs, 'theirs'] : [others, 'others'];
    const filler = `${word}-filler`.repeat((index * 7) % 40);
    return `e=n${index}&k=${visitor}&n=${word}-user&d.mail=${word}%40example.com&d.seat=${index % 2}&h=${filler}&r=${word}-${index}&t=${index}`;
  };
  const headers = { 'content-type': 'text/plain', authorization: `Bearer ${siteKey}` };
  for (let from = first; from < first + count; from += 50) {
    const lines = Array.from({ length: 50 }, (_nothing, index) => hit(from + index));
    const address = `${url.replace('localhost', '127.0.0.1')}/hits`;
    const { status } = await request(address, headers, 'POST', lines.join('\n'));
    expect(status).toBe(204);
  }
}

/** Files of the data folder and of the event files that hold a text, in any form JSON may give it. */
function filesWith(text: string): string[] {
  return [data, files]
    .flatMap((each) => readdirSync(each).map((name) => join(each, name)))
    .filter((path) => readFileSync(path).includes(text));
}

const lineCount = (): number =>
  readdirSync(files)
    .map((name) => readFileSync(join(files, name), 'utf8').split('\n').length - 1)
    .reduce((sum, lines) => sum + lines, 0);

const deadLetters = (): number => {
  const database = new DatabaseSync(join(data, 'journal.db'), { readOnly: true });
  const row = database.prepare(`SELECT count(*) AS n FROM deliveries WHERE state = 'dead'`).get();
  database.close();
  return Number(row?.['n']);
};

describe('hitmark forget', () => {
  it.each([
    ['--visitor', theirs],
    ['--user', 'theirs-user'],
    ['--where', 'mail=theirs@example.com'],
    ['--where', 'seat=0'],
  ])('%s %s leaves no byte, and what is not theirs as it was', async (flag, value) => {
    const server = await serve();
    await fill(server.url, 400);
    await expect.poll(lineCount).toBe(400);
    await expect.poll(deadLetters).toBe(400);
    await stop(server);
    const words = [theirs, 'theirs-user', 'theirs@example.com', 'theirs-filler', 'theirs-2'];
    for (const word of words) expect(filesWith(word)).not.toEqual([]);
    const kept = readEvents(data).filter(({ visitor }) => visitor === others);
    expect(readdirSync(files).length).toBeGreaterThan(1);

    const { status, stdout, stderr } = await forget(flag, value);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(JSON.parse(stdout)).toEqual({ events: 200, deliveries: 400, lines: 200, report: 0 });
    for (const word of words) expect(filesWith(word)).toEqual([]);
    expect(readEvents(data)).toEqual(kept);
    expect(lineCount()).toBe(200);
    expect(deadLetters()).toBe(200);
  });

  it('--recipient leaves no byte of whom an email was sent to', async () => {
    const key = generateKey('k1');
    const server = await serve({ HITMARK_LINKS__KEYS: key });
    const url = server.url.replace('localhost', '127.0.0.1');
    const links = createLinks({ openUrl: `${url}/o/`, clickUrl: `${url}/c/`, keys: key });
    for (const recipient of ['theirs-17', 'others-17']) {
      await request(links.open({ name: `${recipient}-name` }, { recipient }));
      await request(links.click('https://shop.example/', {}, { recipient }));
    }
    await expect.poll(lineCount).toBe(4);
    await expect.poll(deadLetters).toBe(4);
    await stop(server);
    expect(filesWith('theirs-17')).not.toEqual([]);

    const { status, stdout, stderr } = await forget('--recipient', 'theirs-17');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(JSON.parse(stdout)).toEqual({ events: 2, deliveries: 4, lines: 2, report: 0 });
    expect(filesWith('theirs-17')).toEqual([]);
    expect(readEvents(data).map(({ recipient }) => recipient)).toEqual(['others-17', 'others-17']);
  });

  it('--site leaves no event of the site, and all others as they were', async () => {
    const server = await serve();
    await fill(server.url, 100);
    const other = `${server.url.replace('localhost', '127.0.0.1')}/pixel.gif?i=other-shop&e=kept`;
    expect((await request(other)).status).toBe(200);
    await expect.poll(lineCount).toBe(101);
    await stop(server);
    const unsure = await forget('--site', 'acme');
    expect(unsure).toMatchObject({ status: 2, stdout: '' });
    expect(unsure.stderr).toContain('add --yes');
    expect(readEvents(data)).toHaveLength(101);

    const { status, stdout, stderr } = await forget('--site', 'acme', '--yes');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ events: 100, lines: 100, report: 0 });
    for (const word of ['theirs-filler', 'others-filler', theirs])
      expect(filesWith(word)).toEqual([]);
    expect(readEvents(data)).toMatchObject([{ site: 'other-shop', name: 'kept' }]);
    expect(lineCount()).toBe(1);
  });

  it('while a collector runs: no byte stays, and what is acknowledged meanwhile is kept', async () => {
    const server = await serve();
    await fill(server.url, 400);
    await expect.poll(lineCount).toBe(400);
    let stored = 0;
    const forgetting = new AbortController();
    const posting = (async () => {
      const address = `${server.url.replace('localhost', '127.0.0.1')}/pixel.gif?e=meanwhile`;
      while (!forgetting.signal.aborted) {
        if ((await request(address)).status === 200) stored += 1;
      }
    })();
    const { status, stdout } = await forget('--visitor', theirs);
    forgetting.abort();
    await posting;
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ events: 200, lines: 200 });
    expect(filesWith(theirs)).toEqual([]);
    expect(filesWith('theirs@example.com')).toEqual([]);
    await expect.poll(lineCount).toBe(200 + stored);
    expect(readEvents(data).filter(({ name }) => name === 'meanwhile')).toHaveLength(stored);
    await fill(server.url, 50, 1_000);
    await expect.poll(lineCount).toBe(250 + stored);
  });

  it('killed in the middle has broken nothing, and goes on when it is run again', async () => {
    const server = await serve();
    await fill(server.url, 2_000);
    await expect.poll(lineCount).toBe(2_000);
    await stop(server);
    for (const before of [1_999, 1_000]) {
      const run = startCommand(['forget', '--visitor', theirs], { HITMARK_DATA: data }, folder);
      const ended = run.end();
      // First among the files, then (unless it was quicker) when those are done.
      await expect
        .poll(() => lineCount() <= before || run.process.exitCode !== null, { interval: 1 })
        .toBe(true);
      run.process.kill('SIGKILL');
      await ended;
      expect(readEvents(data).filter(({ visitor }) => visitor === others)).toHaveLength(1_000);
    }
    expect((await forget('--visitor', theirs)).status).toBe(0);
    expect(filesWith(theirs)).toEqual([]);
    expect(readEvents(data)).toHaveLength(1_000);
    expect(lineCount()).toBe(1_000);
  });

  it('fails and says what to do while somebody reads an older state; then it can be done', async () => {
    const server = await serve();
    await fill(server.url, 100);
    await stop(server);
    const reader = new DatabaseSync(join(data, 'journal.db'), { readOnly: true });
    reader.exec('BEGIN');
    reader.prepare('SELECT count(*) FROM events').get();
    const blocked = await forget('--visitor', theirs);
    expect(blocked).toMatchObject({ status: 1, stdout: '' });
    expect(blocked.stderr).toMatch(
      /^hitmark: 50 events deleted, but their bytes stay.*run the same command again\n$/,
    );
    expect(filesWith(theirs)).not.toEqual([]);

    reader.close();
    const done = await forget('--visitor', theirs);
    expect(done).toMatchObject({ status: 0, stderr: '' });
    expect(JSON.parse(done.stdout)).toEqual({ events: 0, deliveries: 0, lines: 0, report: 0 });
    expect(filesWith(theirs)).toEqual([]);
    expect(readEvents(data)).toHaveLength(50);
  });

  it('says so while another program writes and does not end, and erases nothing', async () => {
    const server = await serve();
    await fill(server.url, 50);
    await stop(server);
    const writer = new DatabaseSync(join(data, 'journal.db'));
    writer.exec('BEGIN IMMEDIATE');
    expect(await forget('--visitor', theirs)).toEqual({
      status: 1,
      stdout: '',
      stderr: 'hitmark: another program holds the journal: try again\n',
    });
    writer.close();
    expect(readEvents(data)).toHaveLength(50);
  });

  it('finds the files of a folder that is configured no more, and says which is not there', async () => {
    const server = await serve();
    await fill(server.url, 50);
    await expect.poll(lineCount).toBe(50);
    await stop(server);
    writeFileSync(join(folder, 'hitmark.config.json'), '{}');
    expect(await forget('--user', 'theirs-user')).toMatchObject({ status: 0, stderr: '' });
    expect(filesWith('theirs-user')).toEqual([]);
    rmSync(files, { recursive: true });
    const { status, stderr } = await forget('--user', 'others-user');
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: `hitmark: ${files} is not there: files once written to it are not erased\n`,
    });
  });

  it.each([
    [[]],
    [['--user', 'a', '--visitor', 'b']],
    [['--where', 'mail']],
    [['--where', 'mail=']],
    [['--data', 'mail=a@b.example']],
    [['--user', '']],
    [['--site', '', '--yes']],
    [['--site', 'acme', '--user', 'a', '--yes']],
  ])('wants to know exactly whom (%j)', async (args) => {
    await stop(await serve());
    const { status, stdout, stderr } = await forget(...args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^hitmark: .*expected .*\n$/);
  });
});
