import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLinks, generateKey } from '@hitmark/codec';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEvents } from './support/collector.ts';
import { startServe, type RunningCommand } from './support/command.ts';
import { checkConservation, parseMetrics } from './support/conservation.ts';
import { startMeasuredServe, type MeasuredServe } from './support/measured-serve.ts';
import { exchange, request } from './support/request.ts';

const key = generateKey();

let server: MeasuredServe;

beforeAll(async () => {
  server = await startMeasuredServe({ HITMARK_LINKS__KEYS: key });
});

afterAll(() => server.close());

/** Counters of values that were cut, by endpoint and reason. */
function cuts(text: string): Record<string, number> {
  const samples = parseMetrics(text).filter(({ name }) => name === 'hitmark_values_cut_total');
  return Object.fromEntries(
    samples.map(({ labels, value }) => [`${labels['endpoint']} ${labels['reason']}`, value]),
  );
}

function rejectedRequests(text: string): Record<string, number> {
  const samples = parseMetrics(text).filter(
    ({ name }) => name === 'hitmark_requests_rejected_total',
  );
  return Object.fromEntries(samples.map(({ labels, value }) => [labels['reason'], value]));
}

describe('/metrics', () => {
  it('is text for Prometheus, and in no cache', async () => {
    const { headers } = await request(`${server.url}/metrics`, server.operator);
    expect(headers).toMatchObject({
      'content-type': 'text/plain; version=0.0.4; charset=utf-8',
      'cache-control': 'no-store',
    });
  });

  it.each([
    ['none', {}],
    ['another', { authorization: 'Bearer operator-token-of-the-testsx' }],
    ['an empty one', { authorization: 'Bearer ' }],
    ['the token without its scheme', { authorization: 'operator-token-of-the-tests' }],
  ])('answers 401 without the right token (%s)', async (_name, headers) => {
    const answer = await request(`${server.url}/metrics`, headers);
    expect(answer.status).toBe(401);
    expect(answer.headers['www-authenticate']).toBe('Bearer');
    expect(answer.body.toString()).not.toContain('hitmark_');
  });

  it('obeys the conservation law under load: each received event is stored, duplicate, rejected, refused or in flight', async () => {
    const links = createLinks({
      openUrl: `${server.url}/o/`,
      clickUrl: `${server.url}/c/`,
      keys: key,
    });
    const path = (url: string): string => url.slice(server.url.length);
    const paths = [
      '/pixel.gif?e=a',
      '/track.js?e=a&r=1&t=1',
      '/pixel.gif?t=x&s=%FC',
      path(links.open({ n: 1 })),
      path(links.click('https://shop.example.com/', { n: 1 })),
      '/o/s-no-token',
    ];
    const sent = Array.from({ length: 60 }, (_, index) =>
      request(`${server.url}${paths[index % paths.length]}`),
    );
    const body = 'e=b\ne=c\nt=x\ne=d&i=a,b,c,d,e,f,g,h,i,j\nt=x&i=a,b';
    const posted = request(`${server.url}/hits`, {}, 'POST', body);
    for (let round = 0; round < 5; round += 1) checkConservation(await server.scrape());
    await Promise.all([...sent, posted]);

    const text = await server.scrape();
    expect(checkConservation(text)).toEqual({
      received: 73,
      stored: 54,
      duplicate: 9,
      rejected: 10,
      refused: 0,
      inFlight: 0,
    });
    expect(checkConservation(text, 'script')).toMatchObject({ received: 10, stored: 1 });
    expect(checkConservation(text, 'click')).toMatchObject({ received: 10, stored: 10 });
    expect(readEvents(server.data)).toHaveLength(54);
    expect(cuts(text)).toEqual({
      'pixel invalid-value': 10,
      'pixel malformed-encoding': 10,
      'hits invalid-value': 2,
      'hits too-many-sites': 1,
    });
  });

  it('counts requests that could not be read as requests, not as events', async () => {
    const { port } = new URL(server.url);
    const before = checkConservation(await server.scrape());
    await exchange(Number(port), `GET / HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(17_000)}\r\n\r\n`);
    await exchange(Number(port), 'hello\r\n\r\n');
    await request(`${server.url}/pixel.gif?s=${'x'.repeat(9_000)}`);
    await request(`${server.url}/pixel.gif`, {}, 'DELETE');
    await request(`${server.url}/pixel.gif?t=x`, {}, 'HEAD');
    const text = await server.scrape();
    expect(rejectedRequests(text)).toMatchObject({
      'headers-too-large': 1,
      'malformed-request': 1,
      'url-too-long': 1,
      method: 1,
    });
    expect(checkConservation(text)).toEqual(before);
  });

  it('has no label that came from outside', async () => {
    await request(`${server.url}/pixel.gif?i=label-from-outside&e=label-from-outside`, {
      'user-agent': 'label-from-outside',
    });
    await request(`${server.url}/label-from-outside`);
    expect(await server.scrape()).not.toContain('outside');
  });
});

describe('without a token', () => {
  it('/metrics does not exist', async () => {
    await withServer([], {}, async (running) => {
      const url = running.url.replace('localhost', '127.0.0.1');
      expect((await request(`${url}/metrics`)).status).toBe(404);
    });
  });

  it('/metrics can have a port of its own, and is on no other', async () => {
    await withServer(['--metrics.port', '0'], {}, async (running) => {
      const [, url = ''] = await running.output(/"metricsUrl":"([^"]+)"/);
      const byIp = (address: string): string => address.replace('localhost', '127.0.0.1');
      const answer = await request(`${byIp(url)}/metrics`);
      expect(answer.status).toBe(200);
      checkConservation(answer.body.toString());
      expect((await request(`${byIp(url)}/pixel.gif`)).status).toBe(404);
      expect((await request(`${byIp(running.url)}/metrics`)).status).toBe(404);
    });
  });
});

describe('/metrics on a port of its own', () => {
  const ports = ['--metrics.port', '0'];
  const metricsOf = async (running: RunningCommand): Promise<string> => {
    const [, url = ''] = await running.output(/"metricsUrl":"([^"]+)"/);
    return `${url.replace('localhost', '127.0.0.1')}/metrics`;
  };

  it('is refused under a foreign host name (DNS rebinding)', async () => {
    await withServer(ports, {}, async (running) => {
      const url = await metricsOf(running);
      expect((await request(url, { host: 'evil.example' })).status).toBe(421);
      expect((await request(url, { host: 'localhost:9464' })).status).toBe(200);
      expect((await request(url, { host: '10.0.0.7:9464' })).status).toBe(200);
    });
  });

  it('is answered under any host name to a request with the token', async () => {
    const token = 'a-token-of-the-operator';
    await withServer(ports, { HITMARK_METRICS__TOKEN: token }, async (running) => {
      const url = await metricsOf(running);
      const authorization = `Bearer ${token}`;
      expect((await request(url, { host: 'collector:9464', authorization })).status).toBe(200);
      expect((await request(url, { host: 'collector:9464' })).status).toBe(401);
    });
  });
});

async function withServer(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  run: (running: RunningCommand & { readonly url: string }) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'hitmark-data-'));
  const running = await startServe(folder, args, environment);
  try {
    await run(running);
  } finally {
    running.process.kill();
    await running.end();
    rmSync(folder, { recursive: true });
  }
}

describe('checkConservation', () => {
  const law = (inFlight: number): string => `
hitmark_events_received_total{endpoint="pixel"} 5
hitmark_events_stored_total{endpoint="pixel"} 2
hitmark_events_rejected_total{endpoint="pixel",reason="a"} 1
hitmark_events_rejected_total{endpoint="pixel",reason="b"} 1
hitmark_events_in_flight{endpoint="pixel"} ${inFlight}
`;

  it('adds up the events rejected for several reasons', () => {
    expect(checkConservation(law(1))).toMatchObject({ received: 5, rejected: 2, inFlight: 1 });
  });

  it.each([0, 2])('throws where the numbers do not add up (%i in flight)', (inFlight) => {
    expect(() => checkConservation(law(inFlight))).toThrow('pixel breaks the conservation law');
  });

  it('throws where there are no such metrics', () => {
    expect(() => checkConservation('up 1\n')).toThrow('expected metrics');
  });
});
