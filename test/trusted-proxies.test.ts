import { once } from 'node:events';
import { createServer, request as open, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCollector, type TestCollector } from './support/collector.ts';
import { exchange, request } from './support/request.ts';

/** Change that a proxy makes to the headers of a request from an address. */
type Rewrite = (headers: IncomingHttpHeaders, address: string) => IncomingHttpHeaders;

const append = (list: string | string[] | undefined, entry: string): string =>
  list === undefined ? entry : `${String(list)}, ${entry}`;

/** As nginx does with `$proxy_add_x_forwarded_for`: the list grows, the rest is set anew. */
const edge: Rewrite = (headers, address) => ({
  ...headers,
  'x-forwarded-for': append(headers['x-forwarded-for'], address),
  'x-forwarded-proto': 'https',
  'x-forwarded-host': headers.host ?? '',
});

/** One behind the edge: it adds whom it sees to every list. */
const inner: Rewrite = (headers, address) => ({
  ...headers,
  'x-forwarded-for': append(headers['x-forwarded-for'], address),
  'x-forwarded-proto': append(headers['x-forwarded-proto'], 'http'),
  'x-forwarded-host': append(headers['x-forwarded-host'], 'inner.test'),
});

/** A chain in front of a collector. */
interface Chain {
  readonly collector: TestCollector;
  /** Port of the outermost proxy, or of the collector. */
  readonly port: number;
  close(): Promise<void>;
}

const client = '198.51.100.77';

/**
 * Starts a collector behind a chain of trusted proxies.
 *
 * @param hops number of proxies
 * @param seen address that the outermost proxy reports as that of every client
 */
async function startChain(hops: number, seen = client): Promise<Chain> {
  const collector = await startCollector({ trustedProxyHops: hops });
  const proxies: Server[] = [];
  let port = Number(new URL(collector.url('127.0.0.1')).port);
  for (let hop = hops; hop > 0; hop -= 1) {
    const proxy =
      hop === 1
        ? await startProxy(port, edge, seen)
        : await startProxy(port, inner, `10.0.0.${hop}`);
    proxies.unshift(proxy);
    port = (proxy.address() as AddressInfo).port;
  }
  return {
    collector,
    port,
    async close() {
      for (const proxy of proxies) {
        proxy.close();
        proxy.closeAllConnections();
      }
      await collector.close();
    },
  };
}

/** A proxy in front of a port, which takes every client for one at an address. */
async function startProxy(target: number, rewrite: Rewrite, seen: string): Promise<Server> {
  const server = createServer((incoming, response) => {
    const headers = rewrite(incoming.headers, seen);
    const { method, url } = incoming;
    const outgoing = open({ host: '127.0.0.1', port: target, method, path: url, headers });
    outgoing.on('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    incoming.pipe(outgoing);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

const flood = Array.from({ length: 1_000 }, () => '6.6.6.6').join(',');

const spoofs: [name: string, headers: Record<string, string>][] = [
  ['nothing', {}],
  ['X-Forwarded-For', { 'x-forwarded-for': '6.6.6.6' }],
  ['thousands of entries', { 'x-forwarded-for': flood }],
  ['X-Forwarded-For with a port', { 'x-forwarded-for': '6.6.6.6:80' }],
  ['X-Forwarded-For of IPv6', { 'x-forwarded-for': '[2001:db8:666::1]:80' }],
  ['X-Forwarded-For with quotes and commas', { 'x-forwarded-for': '"6.6.6.6,", ,,' }],
  ['obfuscated names', { 'x-forwarded-for': 'unknown, _hidden' }],
  ['Forwarded', { forwarded: 'for=6.6.6.6;proto=http;host=evil.test' }],
  ['X-Real-IP', { 'x-real-ip': '6.6.6.6' }],
  ['CF-Connecting-IP', { 'cf-connecting-ip': '6.6.6.6' }],
  ['X-Forwarded-Proto', { 'x-forwarded-proto': 'http' }],
  ['X-Forwarded-Host', { 'x-forwarded-host': 'evil.test' }],
];

describe.each([0, 1, 2, 3])('behind %i trusted proxies', (hops) => {
  let chain: Chain;

  beforeAll(async () => {
    chain = await startChain(hops);
  });

  afterAll(() => chain.close());

  const address = hops === 0 ? '127.0.0.0' : '198.51.100.0';

  it.each(spoofs)(
    'a client that sends %s is itself, as is its protocol',
    async (_name, headers) => {
      const before = chain.collector.events().length;
      const url = `http://127.0.0.1:${chain.port}/pixel.gif`;
      const answer = await request(url, { host: 't.test', ...headers });
      expect(chain.collector.events().slice(before)).toMatchObject([{ client: { ip: address } }]);
      // The edge speaks https, the collector itself does not.
      expect(/Secure/.test(String(answer.headers['set-cookie']))).toBe(hops > 0);
    },
  );

  it('several lines of a header are one list', async () => {
    const lines = 'X-Forwarded-For: 6.6.6.6\r\nx-forwarded-for: 6.6.6.7\r\nConnection: close';
    await exchange(chain.port, `GET /pixel.gif HTTP/1.1\r\nHost: t.test\r\n${lines}\r\n\r\n`);
    expect(chain.collector.events().at(-1)).toMatchObject({ client: { ip: address } });
  });
});

describe('behind a trusted proxy that does not know its client', () => {
  it('an event has no address, and not the one that the client sends', async () => {
    const chain = await startChain(1, 'unknown');
    const { collector, port } = chain;
    await request(`http://127.0.0.1:${port}/pixel.gif`, { 'x-forwarded-for': '6.6.6.6' });
    expect(collector.events()).toHaveLength(1);
    expect(collector.events()[0]?.client?.ip ?? null).toBeNull();
    await chain.close();
  });
});
