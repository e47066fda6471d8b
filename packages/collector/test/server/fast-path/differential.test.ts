import { once } from 'node:events';
import { connect } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import fc from 'fast-check';
import Koa from 'koa';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resolveOptions } from '../../../src/configuration/index.ts';
import { createCounters } from '../../../src/metrics/counters.ts';
import { koaMiddleware } from '../../../src/routes/koa-middleware.ts';
import type { Dispatch } from '../../../src/routes/route.ts';
import { listen, type Listening } from '../../../src/server/listen.ts';

// The fast path must answer whatever it answers exactly as Node's parser and Koa would, and leave the
// rest to them. So every request goes to two servers that differ in nothing else.

const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
const wantedRequests = 100_000;
const requestsOnConnection = 40;
/** Enough that those which end badly, and linger for a second, hold up no others. */
const connectionsAtOnce = 128;

/** Answers with everything that the request is known by. */
const echo: Dispatch = (request, readBody) => {
  if (request.path === '/elsewhere') return null;
  fastOrSlow += 1;
  return answer();

  async function answer() {
    const { method, path, query, urlBytes, headers } = request;
    const tooLarge = { status: 413, headers: { 'content-type': 'text/plain' }, body: 'too large' };
    const bytes = await readBody().catch(() => null);
    if (bytes === null) return tooLarge;
    const body = Buffer.from(bytes).toString('latin1');
    const status = query.includes('none') ? 204 : query.includes('moved') ? 302 : 200;
    const seen = JSON.stringify({ method, path, query, urlBytes, headers: { ...headers }, body });
    if (status !== 200) return { status, headers: { 'x-route': 'echo' }, body: null };
    return { status, headers: { 'content-type': 'text/plain' }, body: seen };
  }
};
let fastOrSlow = 0;

const servers: Listening[] = [];
let ports: readonly number[];
/** Requests that reached Node's parser of the server with the fast path. */
let handedOver = 0;

beforeAll(async () => {
  const options = resolveOptions({
    file: { port: 0, drainMs: 0, limits: { maxBodyBytes: 1_024 } },
  });
  for (const fastPath of [echo, null]) {
    const app = new Koa();
    app.use(async (_context, next) => {
      if (fastPath !== null) handedOver += 1;
      await next();
    });
    app.use(koaMiddleware(echo, options.limits, Date.now));
    const handlers = { application: app.callback(), fastPath };
    servers.push(
      await listen(handlers, options, {
        log: pino({ level: 'silent' }),
        counters: createCounters(),
      }),
    );
  }
  ports = servers.map(({ url }) => Number(new URL(url).port));
});

afterAll(async () => {
  for (const server of servers) await server.drain();
});

/** Everything that came back over a connection. */
interface Exchange {
  readonly answers: readonly string[];
  /** Bytes that were still on their way to a connection that is over take answers with them. */
  readonly wasReset: boolean;
}

/** Sends bytes in pieces, ends, and reads all that comes back; without what no two answers share. */
async function exchange(port: number, pieces: readonly Buffer[]): Promise<Exchange> {
  const socket = connect(port, '127.0.0.1').setNoDelay();
  const parts: Buffer[] = [];
  let wasReset = false;
  socket.on('data', (part) => parts.push(part)).on('error', () => (wasReset = true));
  const closed = new Promise((resolve) => socket.once('close', resolve));
  await once(socket, 'connect');
  for (const piece of pieces) {
    if (socket.writable) socket.write(piece);
    // Each piece is a read of its own, or not: both happen.
    await turn();
  }
  socket.end();
  await closed;
  return { answers: normalize(Buffer.concat(parts).toString('latin1')), wasReset };
}

/** Answers, each with its headers in one order. Dates differ, and so may the case of names. */
function normalize(text: string): string[] {
  return text
    .split(/(?=HTTP\/1\.1 \d{3} )/)
    .map((answer) => {
      const [head = '', ...body] = answer.split('\r\n\r\n');
      const [status = '', ...headers] = head.split('\r\n');
      const sorted = headers
        .map((line) => line.replace(/^[^:]*/, (name) => name.toLowerCase()))
        .filter((line) => !line.startsWith('date:'));
      return [status, ...sorted.toSorted(), body.join('\r\n\r\n')].join('\n');
    })
    .filter((answer) => answer.trim() !== '');
}

/** Cuts bytes at the places given. */
function cut(bytes: Buffer, places: readonly number[]): Buffer[] {
  const ends = [...new Set(places.map((place) => place % bytes.length))].toSorted((a, b) => a - b);
  return [...ends, bytes.length].map((end, at) => bytes.subarray(ends[at - 1] ?? 0, end));
}

/** Expects the same answers of both servers; as many as were compared. */
async function expectSame(pieces: readonly Buffer[]): Promise<number> {
  const exchanges = await Promise.all(ports.map((port) => exchange(port, pieces)));
  const wasReset = exchanges.some((one) => one.wasReset);
  const most = wasReset ? Math.min(...exchanges.map(({ answers }) => answers.length)) : Infinity;
  const [fast, plain] = exchanges.map(({ answers }) => answers.slice(0, most));
  if (fast?.join() !== plain?.join()) {
    const sent = Buffer.concat(pieces).toString('latin1');
    throw new Error(`expected the same answers: ${JSON.stringify({ sent, fast, plain }, null, 1)}`);
  }
  return fast?.length ?? 0;
}

const target = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('/a', '/a?b=c', '/a?none', '/a?moved', '/a/', '/A') },
  { weight: 1, arbitrary: fc.constant('/elsewhere') },
  {
    weight: 1,
    arbitrary: fc.constantFrom('http://b.test/a?x', '*', '/a b', '/\xe9', '/a#f', '//a'),
  },
  { weight: 3, arbitrary: fc.string({ maxLength: 20 }).map((text) => `/a?${encodeURI(text)}`) },
);
const usualHeader = fc.constantFrom(
  'Accept: */*',
  'Accept-Language: de-CH,de;q=0.9',
  'User-Agent: Mozilla/5.0 (X11; Linux x86_64)',
  'Connection: keep-alive',
  'X-Empty:',
  'Cookie: id=1; b=2',
  'DNT: 1',
  'x-forwarded-for: 1.1.1.1, 2.2.2.2',
);
const oddHeader = fc.constantFrom(
  'Cookie: again=1',
  'Connection: close',
  'connection: Keep-Alive, x',
  'Proxy-Connection: close',
  'Expect: 100-continue',
  'TE: trailers',
  'X: two  spaces ',
  'X:\ttab',
  'X: \xe9',
  'X : y',
  ' folded: x',
  'No colon',
  'Host: again',
  'Content-Length: 0',
  'Content-Length: x',
  '__proto__: x',
  'X: a\nY: b',
  'X: a\0',
);
const headers = fc.array(
  fc.oneof({ weight: 12, arbitrary: usualHeader }, { weight: 1, arbitrary: oddHeader }),
  { maxLength: 5 },
);
const body = fc.oneof(
  { weight: 8, arbitrary: fc.constant(null) },
  { weight: 4, arbitrary: fc.string({ maxLength: 40 }).map((text) => ({ text, chunked: false })) },
  { weight: 1, arbitrary: fc.string({ maxLength: 9 }).map((text) => ({ text, chunked: true })) },
  { weight: 1, arbitrary: fc.constant({ text: 'x'.repeat(1_025), chunked: false }) },
);
const request = fc
  .tuple(
    fc.constantFrom('GET', 'GET', 'GET', 'POST', 'HEAD', 'OPTIONS', 'get', 'G\xcbT'),
    target,
    fc.constantFrom('HTTP/1.1', 'HTTP/1.1', 'HTTP/1.1', 'HTTP/1.1', 'HTTP/1.1', 'HTTP/1.0'),
    headers,
    body,
  )
  .map(([method, path, version, lines, sent]) => {
    const text = Buffer.from(sent?.text ?? '').toString('latin1');
    const framing =
      sent === null
        ? []
        : sent.chunked
          ? ['Transfer-Encoding: chunked']
          : [`Content-Length: ${text.length}`];
    const chunks =
      text === '' ? '0\r\n\r\n' : `${text.length.toString(16)}\r\n${text}\r\n0\r\n\r\n`;
    const head = [`${method} ${path} ${version}`, 'Host: a.test', ...lines, ...framing].join(
      '\r\n',
    );
    return Buffer.from(`${head}\r\n\r\n${sent?.chunked === true ? chunks : text}`, 'latin1');
  });
/** Ordinary requests: the fast path answers them one after the other. */
const plain = fc
  .tuple(
    fc.constantFrom('/a', '/a?b=c', '/a?none', '/a?moved'),
    fc.array(usualHeader, { maxLength: 1 }),
  )
  .map(([path, lines]) =>
    Buffer.from([`GET ${path} HTTP/1.1`, 'Host: a.test', ...lines, '', ''].join('\r\n')),
  );
type Connection = typeof connection extends fc.Arbitrary<infer Value> ? Value : never;

const connection = fc.record({
  requests: fc
    .tuple(
      fc.array(plain, { maxLength: requestsOnConnection }),
      fc.array(request, { maxLength: 4 }),
      fc.array(plain, { maxLength: requestsOnConnection }),
    )
    .map((parts) => parts.flat()),
  cuts: fc.array(fc.nat(100_000), { maxLength: 6 }),
  isPipelined: fc.boolean(),
});

/** Sends connections to both servers, many at a time, and returns the number of answers that were compared. */
async function compare(sample: readonly Connection[]): Promise<number> {
  const next = sample.values();
  const counts = await Promise.all(
    Array.from({ length: connectionsAtOnce }, async () => {
      let count = 0;
      for (const { requests, cuts, isPipelined } of next) {
        if (requests.length === 0) continue;
        const pieces = isPipelined ? cut(Buffer.concat(requests), cuts) : requests;
        count += await expectSame(pieces);
      }
      return count;
    }),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

describe(`the fast path beside Node's parser (seed ${seed})`, () => {
  it('answers 100,000 requests as Koa does, pipelined and in pieces', async () => {
    let answers = 0;
    let round = 0;
    while (answers < wantedRequests) {
      answers += await compare(fc.sample(connection, { numRuns: 400, seed: seed + round }));
      round += 1;
    }
    // Else nothing was compared: some of both were answered by each.
    expect(handedOver).toBeGreaterThan(answers / 100);
    expect(fastOrSlow - handedOver).toBeGreaterThan(answers);
  }, 240_000);

  it.each([
    ['a GET', 'GET /a?b=c HTTP/1.1\r\nHost: a.test\r\nAccept: */*\r\n\r\n'],
    ['a POST', 'POST /a HTTP/1.1\r\nHost: a.test\r\nContent-Length: 5\r\n\r\nhello'],
    ['two requests', 'GET /a?1 HTTP/1.1\r\nHost: a\r\n\r\nGET /a?2 HTTP/1.1\r\nHost: a\r\n\r\n'],
    [
      'a chunked body',
      'POST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n',
    ],
  ])('reads %s that is cut at any place', async (_, text) => {
    const bytes = Buffer.from(text);
    for (let place = 1; place < bytes.length; place += 1) {
      expect(await expectSame(cut(bytes, [place]))).toBeGreaterThan(0);
    }
  });
});
