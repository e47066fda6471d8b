import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEvents } from './support/collector.ts';
import { startCommand, startServe, type RunningCommand } from './support/command.ts';
import { freePort } from './support/free-port.ts';

// `hitmark sent`, beside a collector that runs, and without one.

const siteKeys = JSON.stringify({ acme: ['acme-key-0123456789abcdef0123456789'] });

let folder: string;
let data: string;
let server: RunningCommand & { readonly url: string };

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hitmark-sent-'));
  data = join(folder, 'data');
  server = await startServe(data, [], { HITMARK_SITE_KEYS: siteKeys });
});

afterAll(async () => {
  server.process.kill();
  await server.end();
  rmSync(folder, { recursive: true });
});

function sent(args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const { port } = new URL(server.url);
  const given = { HITMARK_DATA: data, HITMARK_PORT: port, ...environment };
  return startCommand(['sent', ...args], given, folder).end();
}

const stored = { status: 0, stdout: '{"stored":1,"duplicate":0}\n', stderr: '' };
const duplicate = { ...stored, stdout: '{"stored":0,"duplicate":1}\n' };

describe('hitmark sent', () => {
  it('asks the collector that runs, with the key of the site', async () => {
    const withKey = { HITMARK_SITE_KEYS: siteKeys, HITMARK_DATA: join(folder, 'nowhere') };
    const args = ['--message', 'spring', '--recipients', '1200', '--at', '2026-11-22T09:30Z'];
    const more = ['--campaign', 'sale', '--metadata', '{"list":"all"}'];
    expect(await sent([...args, ...more], withKey)).toEqual(stored);
    const elsewhere = ['--collector', server.url.replace('localhost', '127.0.0.1')];
    const port = String(await freePort());
    const remote = { ...withKey, HITMARK_PORT: port };
    const one = ['--message', 'spring', '--recipient', 'c-7'];
    expect(await sent([...one, ...elsewhere], remote)).toEqual(stored);
    const [first, second] = readEvents(data).slice(-2);
    expect(first).toMatchObject({
      type: 'sent',
      site: 'acme',
      message: 'spring',
      weight: 1200,
      time: '2026-11-22T09:30:00.000Z',
      sent_time: '2026-11-22T09:30:00.000Z',
      campaign: { name: 'sale' },
      data: { list: 'all' },
    });
    expect(second).toMatchObject({ type: 'sent', site: 'acme', recipient: 'c-7' });
  });

  it('writes into the journal without a key, and where no collector runs', async () => {
    const args = ['--message', 'own', '--recipients', '3'];
    expect(await sent(args)).toEqual(stored);
    expect(await sent([...args, '--site', 'shop'])).toEqual(stored);
    const port = { HITMARK_PORT: String(await freePort()), HITMARK_SITE_KEYS: siteKeys };
    expect(await sent(args, port)).toEqual(stored);
    const events = readEvents(data).slice(-3);
    expect(events.map(({ site = null, weight }) => [site, weight])).toEqual([
      [null, 3],
      ['shop', 3],
      ['acme', 3],
    ]);
  });

  it('stores what has the same key once, whichever way it comes', async () => {
    const args = ['--message', 'once', '--recipients', '5', '--key', 'once-1'];
    const withKey = { HITMARK_SITE_KEYS: siteKeys };
    expect(await sent(args, withKey)).toEqual(stored);
    expect(await sent(args, withKey)).toEqual(duplicate);
    expect(await sent([...args, '--site', 'acme'])).toEqual(duplicate);
  });

  it.each<[readonly string[], RegExp]>([
    [[], /--message: expected the name/],
    [['--message', 'a'], /--recipients: expected how many/],
    [['--message', 'a', '--recipients', 'many'], /--recipients: expected a whole number/],
    [['--message', 'a', '--recipients', '0'], /--recipients: expected a whole number/],
    [['--message', 'a', '--recipients', '1', '--at', 'now'], /--at: expected ISO 8601/],
    [['--message', 'a', '--recipients', '1', '--at', '2999-01-01'], /--at: expected a past/],
    [['--message', '', '--recipients', '1'], /--message: expected a text/],
    [['--message', 'a', '--recipients', '1', '--metadata', '[]'], /--metadata: expected an obj/],
    [['--message', 'a', '--recipients', '1', '--key', 'k'.repeat(65)], /--key: expected a text/],
    [['--message', 'a', '--recipients', '1', '--collector', 'http://x'], /needs a key/],
    [['--message', 'a', '--recipient', 'x', '--colour', 'y'], /--colour/],
  ])('says what is wrong with %j', async (args, message) => {
    const before = readEvents(data).length;
    expect(await sent(args)).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringMatching(message),
    });
    expect(readEvents(data)).toHaveLength(before);
  });

  it('fails where a key is none, nobody answers, or there is no journal', async () => {
    const wrong = { HITMARK_SITE_KEYS: '{"acme":["another-key-0123456789abcdef01234"]}' };
    const args = ['--message', 'a', '--recipients', '1'];
    expect(await sent(args, wrong)).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/answered 401.*wrong-key/),
    });
    const nobody = ['--collector', `http://127.0.0.1:${await freePort()}`];
    expect(await sent([...args, ...nobody], { HITMARK_SITE_KEYS: siteKeys })).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/no collector answers at http:/),
    });
    expect(await sent(args, { HITMARK_DATA: join(folder, 'nowhere') })).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/no journal in .*nowhere/),
    });
  });

  it('has a page of its own', async () => {
    const { status, stdout } = await sent(['--help']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^hitmark sent: say that an email was sent/);
    for (const flag of ['message', 'recipients', 'recipient', 'site', 'at', 'campaign', 'key']) {
      expect(stdout).toContain(`--${flag} `);
    }
    expect((await startCommand(['--help']).end()).stdout).toMatch(/hitmark sent /);
  });
});
