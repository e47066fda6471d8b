import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLinks, generateKey } from '@hitmark/codec';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applicationOf, dispatchOf } from '../../src/app.ts';
import { assemble } from '../../src/assemble.ts';
import { createJournal, type Journal } from '../../src/ingest/journal.ts';
import { openJournalReader } from '../../src/journal/index.ts';
import { createCounters } from '../../src/metrics/counters.ts';
import { listen, type Listening } from '../../src/server/listen.ts';
import { openConnection } from './open-connection.ts';

// Sent in two lines a header goes to Node's parser, which joins both; sent as a list the fast path reads it.
// What either means must be the same.

const known = 'f47ac10b-58cc-4372-a567-0e02b2c3d479';
const key = generateKey();
const siteKey = 'a-key-of-the-site-of-some-length';
const data = mkdtempSync(join(tmpdir(), 'hitmark-unit-'));
const log = pino({ level: 'silent' });

let journal: Journal;
let server: Listening;

beforeAll(async () => {
  journal = await createJournal({ data, minFreeBytes: 0 });
  const file = {
    port: 0,
    drainMs: 0,
    trustedProxyHops: 1,
    links: { keys: [key] },
    siteKeys: { acme: [siteKey] },
    sites: { acme: { origins: [] }, shop: { origins: ['https://shop.test'] } },
  };
  const assembly = assemble({ journal, log, ...file });
  const application = applicationOf(assembly).callback();
  const handlers = { application, fastPath: dispatchOf(assembly) };
  server = await listen(handlers, assembly.settings, { log, counters: createCounters() });
});

afterAll(async () => {
  await server.drain();
  await journal.close();
  rmSync(data, { recursive: true });
});

/** The status of an answer, and the events that were stored meanwhile. */
async function send(target: string, lines: readonly string[], body?: string) {
  const reader = openJournalReader(data);
  const before = reader.lastSequence();
  const { socket, received } = await openConnection(Number(new URL(server.url).port));
  const method = body === undefined ? 'GET' : 'POST';
  const length = body === undefined ? [] : [`Content-Length: ${body.length}`];
  const head = [`${method} ${target} HTTP/1.1`, 'Host: t.test', ...length, ...lines];
  socket.write(`${head.join('\r\n')}\r\n\r\n${body ?? ''}`);
  await once(socket, 'data');
  socket.destroy();
  const rows = reader.page(before, 100);
  reader.close();
  const events = rows.map(({ event }) => JSON.parse(event) as Record<string, unknown>);
  return { status: Number(received().split(' ')[1]), events };
}

const person = [`Cookie: id=${known}`, 'X-Forwarded-For: 198.51.100.7'];
const page = '/track.js?i=acme&n=me';
const click = new URL(
  createLinks({ clickUrl: 'https://t.test/c/', keys: key }).click('https://a.test/', {}),
).pathname;

/** A header in lines of its own; as one line; as one line of a request for Node's parser. */
function forms(name: string, values: readonly string[], separator = ', ') {
  const list = `${name}: ${values.join(separator)}`;
  return [values.map((value) => `${name}: ${value}`), [list], [list, 'Connection: close']];
}

describe('a signal that comes twice', () => {
  it.each([
    ['DNT', ['1', '1']],
    ['DNT', ['0', '1']],
    ['Sec-GPC', ['1', '0']],
    ['sec-gpc', ['0', '1']],
  ])('is a yes where one of it is: %s %j', async (name, values) => {
    for (const target of [page, click]) {
      for (const lines of forms(name, values)) {
        const { events } = await send(target, [...person, ...lines]);
        expect(events).toHaveLength(1);
        expect(events[0]).not.toHaveProperty('visitor');
        expect(JSON.stringify(events)).not.toMatch(/198\.51|"me"/);
      }
    }
  });

  it('is a no where none is a yes', async () => {
    for (const lines of forms('DNT', ['0', 'null'])) {
      const { events } = await send(page, [...person, ...lines]);
      expect(events).toMatchObject([{ visitor: known, user: 'me' }]);
    }
  });
});

describe('another header that comes twice', () => {
  it.each<[string, string[], object]>([
    ['Purpose', ['render', 'prefetch'], { actor: 'machine' }],
    ['Sec-Purpose', ['other', 'prefetch;prerender'], { actor: 'machine' }],
    ['Accept-Language', ['de-CH', 'en'], { client: { language: 'de-CH' } }],
    // Written by the proxy that is trusted; what stands before it, by anybody.
    ['X-Forwarded-For', ['198.51.100.7', '203.0.113.9'], { client: { ip: '203.0.113.0' } }],
  ])('is read as the list that it is: %s %j', async (name, values, expected) => {
    for (const lines of forms(name, values)) {
      const { events } = await send(page, ['User-Agent: Mozilla/5.0 Firefox/140.0', ...lines]);
      expect(events).toMatchObject([expected]);
    }
  });

  it('is one where it is a cookie', async () => {
    for (const lines of forms('Cookie', ['a=b', `id=${known}`], '; ')) {
      expect((await send(page, lines)).events).toMatchObject([{ visitor: known }]);
    }
  });

  it.each<[string, string[], object]>([
    ['User-Agent', ['first', 'second'], { client: { user_agent: 'first' } }],
    ['Referer', ['https://first.test/', 'https://second.test/'], { url: 'https://first.test/' }],
  ])('counts by its first value where there can be but one: %s', async (name, values, expected) => {
    const [lines = []] = forms(name, values);
    expect((await send('/pixel.gif?i=acme', lines)).events).toMatchObject([expected]);
  });

  it('is no origin where there are two, though one be allowed', async () => {
    for (const values of [
      ['https://shop.test', 'https://evil.test'],
      ['null', 'https://shop.test'],
    ]) {
      for (const lines of forms('Origin', values)) {
        const { status, events } = await send('/track.js?i=shop', lines);
        expect([status, events]).toEqual([403, []]);
      }
    }
  });

  it.each<[string, string[], number]>([
    ['Authorization', [`Bearer ${siteKey}`, 'Bearer wrong'], 204],
    ['Authorization', ['Bearer wrong', `Bearer ${siteKey}`], 401],
    ['Content-Type', ['text/plain', 'application/json'], 204],
    ['Content-Type', ['application/json', 'text/plain'], 415],
    ['Content-Encoding', ['identity', 'gzip'], 415],
    ['Content-Encoding', ['gzip', 'identity'], 415],
    ['Content-Length', ['6', '6'], 400],
  ])('decides what is taken: %s %j is answered %i', async (name, values, status) => {
    const [lines = []] = forms(name, values);
    expect((await send('/hits', lines, 'i=acme')).status).toBe(status);
  });

  it.each([
    ['Authorization', `Bearer ${siteKey}, Bearer ${siteKey}`, 401],
    ['Content-Type', 'text/plain, application/json', 415],
    ['Content-Encoding', 'identity, gzip', 415],
  ])('is none where a list of it is sent as one: %s', async (name, value, status) => {
    for (const others of [[], ['Connection: close']]) {
      expect((await send('/hits', [`${name}: ${value}`, ...others], 'i=acme')).status).toBe(status);
    }
  });
});
