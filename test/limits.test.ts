import { once } from 'node:events';
import { connect } from 'node:net';
import { createLinks, generateKey } from '@hitmark/codec';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { readEvents } from './support/collector.ts';
import { checkConservation, parseMetrics } from './support/conservation.ts';
import { startMeasuredServe, type MeasuredServe } from './support/measured-serve.ts';
import { request } from './support/request.ts';

const key = generateKey();
const perMinute = 5;

let server: MeasuredServe;

beforeAll(async () => {
  server = await startMeasuredServe({
    HITMARK_LINKS__KEYS: key,
    HITMARK_TRUSTED_PROXY_HOPS: '1',
    HITMARK_LIMITS__MAX_HITS_PER_REQUEST: String(perMinute),
    HITMARK_RATE_LIMITS__ADDRESS_PER_MINUTE: String(perMinute),
    HITMARK_TIMEOUTS__HEADERS_MS: '200',
    HITMARK_TIMEOUTS__REQUEST_MS: '400',
  });
});

afterAll(() => server.close());

async function rejectedRequests(reason: string): Promise<number> {
  const samples = parseMetrics(await server.scrape());
  const found = samples.find(
    ({ name, labels }) => name === 'hitmark_requests_rejected_total' && labels['reason'] === reason,
  );
  return found?.value ?? 0;
}

/** Sends as many hits as an address may send a minute. */
async function exhaust(address: string): Promise<void> {
  const body = Array.from({ length: perMinute }, () => 'e=a').join('\n');
  const answer = await request(`${server.url}/hits`, { 'x-forwarded-for': address }, 'POST', body);
  expect(answer.status).toBe(204);
}

describe('an address over its limit', () => {
  const limited = { 'x-forwarded-for': '198.51.100.1', origin: 'https://site.test' };

  beforeAll(() => exhaust('198.51.100.1'));

  it.each(['/pixel.gif?e=b', '/track.js?e=b'])(
    '%s is answered 429, for a page to read',
    async (path) => {
      const { status, headers } = await request(server.url + path, limited);
      expect(status).toBe(429);
      expect(Number(headers['retry-after'])).toBeGreaterThan(0);
      expect(Number(headers['retry-after'])).toBeLessThanOrEqual(60);
      expect(headers).toMatchObject({
        'access-control-allow-origin': 'https://site.test',
        'access-control-allow-credentials': 'true',
        'access-control-expose-headers': 'Retry-After, Hitmark-Stored',
      });
    },
  );

  it('is led on by a click and shown an open, which say that they are not stored', async () => {
    const links = createLinks({
      openUrl: `${server.url}/o/`,
      clickUrl: `${server.url}/c/`,
      keys: key,
    });
    const before = readEvents(server.data).length;
    const click = await request(links.click('https://shop.example.com/', { n: 1 }), limited);
    expect(click).toMatchObject({
      status: 302,
      headers: { location: 'https://shop.example.com/', 'hitmark-stored': 'no' },
    });
    const opened = await request(links.open({ n: 1 }), limited);
    expect(opened).toMatchObject({ status: 200, headers: { 'hitmark-stored': 'no' } });
    expect(readEvents(server.data)).toHaveLength(before);
  });

  it('may unsubscribe all the same', async () => {
    const links = createLinks({ unsubscribeUrl: 'https://t.test/u/', keys: key });
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await request(
      links.unsubscribe({ n: 1 }).replace('https://t.test', server.url),
      { ...limited, ...type },
      'POST',
      'List-Unsubscribe=One-Click',
    );
    expect(answer.status).toBe(200);
  });

  it('limits no other address, though it writes that into its own header', async () => {
    const other = { 'x-forwarded-for': '198.51.100.1, 198.51.100.2' };
    expect((await request(`${server.url}/pixel.gif?e=b`, other)).status).toBe(200);
    const forged = { 'x-forwarded-for': '198.51.100.3, 198.51.100.1' };
    expect((await request(`${server.url}/pixel.gif?e=b`, forged)).status).toBe(429);
  });

  it('breaks no conservation law: what is over the limit is refused', async () => {
    const text = await server.scrape();
    expect(checkConservation(text)).toMatchObject({ inFlight: 0 });
    const refused = parseMetrics(text).filter(({ labels }) => labels['reason'] === 'rate-limit');
    const at = refused.map(({ labels }) => String(labels['endpoint']));
    expect(new Set(at)).toEqual(new Set(['click', 'open', 'pixel', 'script']));
  });
});

describe('a hit for several sites', () => {
  const from = (address: string) => ({ 'x-forwarded-for': address });

  it('counts to the limit of its address as an event for each', async () => {
    const path = `${server.url}/pixel.gif?e=a&i=a,b,c`;
    expect((await request(path, from('198.51.100.7'))).status).toBe(200);
    expect((await request(path, from('198.51.100.7'))).status).toBe(429);
  });

  it('is too much by itself where it is more than the events of a request', async () => {
    const before = checkConservation(await server.scrape());
    const path = `${server.url}/pixel.gif?e=a&i=a,b,c,d,e,f`;
    const { status, headers } = await request(path, from('198.51.100.8'));
    expect([status, headers['content-type']]).toEqual([413, 'image/gif']);
    const body = 'e=a&i=a,b,c\ne=b&i=d,e,f';
    expect((await request(`${server.url}/hits`, {}, 'POST', body)).status).toBe(413);
    expect(await rejectedRequests('too-many-hits')).toBe(2);
    expect(checkConservation(await server.scrape())).toEqual(before);
  });
});

describe('a client that is too slow', () => {
  /** Sends a beginning, then a byte at a time, until the other end closes, and returns the answer. */
  async function drip(beginning: string, piece: string): Promise<string> {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    let received = '';
    socket.setEncoding('latin1').on('data', (text: string) => (received += text));
    // The server may cut it.
    socket.on('error', () => {});
    const drips = setInterval(() => socket.write(piece), 20);
    onTestFinished(() => {
      clearInterval(drips);
      socket.destroy();
    });
    socket.write(beginning);
    await once(socket, 'close');
    return received;
  }

  it('with its headers is answered 408, and counted as one request', async () => {
    const before = checkConservation(await server.scrape());
    const received = await drip('GET /pixel.gif HTTP/1.1\r\nHost: a\r\n', 'X: y\r\n');
    expect(received).toMatch(/^HTTP\/1\.1 408 /);
    await expect.poll(() => rejectedRequests('request-timeout')).toBe(1);
    expect(checkConservation(await server.scrape())).toEqual(before);
  });

  it('with its body is answered 408, and counted as one request', async () => {
    const before = checkConservation(await server.scrape());
    const head = 'POST /hits HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n';
    expect(await drip(head, 'x')).toMatch(/^HTTP\/1\.1 408 /);
    await expect.poll(() => rejectedRequests('request-aborted')).toBe(1);
    expect(await rejectedRequests('request-timeout')).toBe(1);
    expect(checkConservation(await server.scrape())).toEqual(before);
  });
});
