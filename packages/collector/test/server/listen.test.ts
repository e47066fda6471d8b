import { once } from 'node:events';
import Koa from 'koa';
import { pino } from 'pino';
import { describe, expect, it, onTestFinished } from 'vitest';
import { resolveOptions, type PartialOptions } from '../../src/configuration/index.ts';
import { createCounters, type Counters } from '../../src/metrics/counters.ts';
import {
  listen,
  type Handlers,
  type Listening,
  type ServeOptions,
} from '../../src/server/listen.ts';
import { openConnection } from './open-connection.ts';

interface TestServer extends Listening {
  readonly log: readonly Record<string, unknown>[];
  readonly counters: Counters;
  readonly asked: () => number;
  /** Lets requests be answered. */
  readonly answer: () => void;
}

function options(given: PartialOptions = {}): ServeOptions {
  return resolveOptions({ file: { port: 0, drainMs: 0, ...given } });
}

const noLog = pino({ level: 'silent' });

/** Answers a request when it is told to. */
async function serve(given: PartialOptions = {}): Promise<TestServer> {
  const log: Record<string, unknown>[] = [];
  const write = (line: string): void => {
    log.push(JSON.parse(line) as Record<string, unknown>);
  };
  const { promise, resolve } = Promise.withResolvers<void>();
  let asked = 0;
  const app = new Koa();
  app.use(async (context) => {
    asked += 1;
    await promise;
    context.body = 'answered';
  });
  const counters = createCounters();
  const server = await listen(handlersOf(app), options(given), {
    log: pino({}, { write }),
    counters,
  });
  return { ...server, log, counters, asked: () => asked, answer: resolve };
}

/** Without a fast path. */
function handlersOf(app: Koa): Handlers {
  return { application: app.callback(), fastPath: null };
}

/** A client's connection, and all that came back over it. */
function open({ url }: Listening) {
  return openConnection(Number(new URL(url).port));
}

const request = 'GET / HTTP/1.1\r\nHost: t.example.com\r\n\r\n';

describe('listen', () => {
  it('asks for a body only when the answer before has left', async () => {
    const server = await serve();
    const { socket, received } = await open(server);
    const announced =
      'POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\nx';
    socket.write(request + announced);
    await expect.poll(() => server.asked()).toBe(2);
    expect(received()).toBe('');
    server.answer();
    await expect.poll(() => received().match(/answered/g)).toHaveLength(2);
    expect(received()).not.toContain('100 Continue');
    await server.drain();
  });

  it('asks for a body that waits to be asked for', async () => {
    const server = await serve();
    const { socket, received } = await open(server);
    socket.write('POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n');
    await expect.poll(() => received()).toBe('HTTP/1.1 100 Continue\r\n\r\n');
    socket.write('x');
    server.answer();
    await expect.poll(() => received()).toContain('answered');
    await server.drain();
  });

  it('refuses a port that is in use, as Node does', async () => {
    const server = await serve();
    const port = Number(new URL(server.url).port);
    const again = listen(handlersOf(new Koa()), options({ port }), {
      log: noLog,
      counters: createCounters(),
    });
    await expect(again).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await server.drain();
  });

  it.each([
    ['127.0.0.1', /^http:\/\/localhost:\d+$/],
    ['0.0.0.0', /^http:\/\/localhost:\d+$/],
    ['127.0.0.2', /^http:\/\/127\.0\.0\.2:\d+$/],
  ])('on %s has a URL to open', async (host, url) => {
    const server = await listen(handlersOf(new Koa()), options({ host }), {
      log: noLog,
      counters: createCounters(),
    });
    expect(server.url).toMatch(url);
    await server.drain();
  });
});

describe('a request that can not be read', () => {
  it.each([
    ['no HTTP', 'hello\r\n\r\n', '400 Bad Request', 'malformed-request'],
    [
      'headers over 16 KiB',
      `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(17_000)}\r\n\r\n`,
      '431 Request Header Fields Too Large',
      'headers-too-large',
    ],
    [
      'a URL over 16 KiB',
      `GET /${'x'.repeat(17_000)} HTTP/1.1\r\nHost: a\r\n\r\n`,
      '431 Request Header Fields Too Large',
      'headers-too-large',
    ],
  ])(
    'because of %s is answered, logged with its reason, and closed',
    async (_, text, status, reason) => {
      const server = await serve();
      const { socket, received } = await open(server);
      socket.write(text);
      await once(socket, 'end');
      expect(received()).toMatch(`HTTP/1.1 ${status}\r\n`);
      expect(server.log).toMatchObject([{ event: 'rejected', reason }]);
      expect([...server.counters.rejectedRequests]).toEqual([[reason, 1]]);
      expect(server.asked()).toBe(0);
      await server.drain();
    },
  );
});

describe('a slow client', () => {
  const timeouts = { headersMs: 200, requestMs: 400 };

  it('that does not end its headers is answered 408, counted, and closed', async () => {
    const server = await serve({ timeouts });
    const { socket, received } = await open(server);
    socket.write('GET / HTTP/1.1\r\nHost: t.example.com\r\n');
    const drip = setInterval(() => socket.write('X: y\r\n'), 20);
    onTestFinished(() => clearInterval(drip));
    await once(socket, 'close');
    expect(received()).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/);
    expect([...server.counters.rejectedRequests]).toEqual([['request-timeout', 1]]);
    expect(server.asked()).toBe(0);
    await server.drain();
  });

  it('that does not end its body is cut, and is for the route that reads it to count', async () => {
    const server = await serve({ timeouts });
    const { socket, received } = await open(server);
    socket.write('POST / HTTP/1.1\r\nHost: t.example.com\r\nContent-Length: 1000\r\n\r\n');
    const drip = setInterval(() => socket.write('x'), 20);
    onTestFinished(() => clearInterval(drip));
    await once(socket, 'close');
    expect(received()).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/);
    expect([...server.counters.rejectedRequests]).toEqual([]);
    server.answer();
    await server.drain();
  });

  it('keeps nobody else waiting, and a quick one is not cut', async () => {
    const server = await serve({ timeouts });
    server.answer();
    const slow = await open(server);
    slow.socket.write('GET / HTTP/1.1\r\nHost:');
    const quick = await open(server);
    quick.socket.write(request);
    await expect.poll(quick.received).toMatch(/answered$/);
    await once(slow.socket, 'close');
    expect(quick.received()).not.toContain('408');
    await server.drain();
  });

  it('that asks nothing more is closed when its connection has been idle long enough', async () => {
    const server = await serve({ timeouts: { keepAliveMs: 50 } });
    server.answer();
    const { socket, received } = await open(server);
    socket.write(request);
    await once(socket, 'close');
    expect(received()).toMatch(/answered$/);
    await server.drain();
  });
});

describe('limits of connections', () => {
  it('refuse headers over what is configured, and take as many', async () => {
    const server = await serve({ limits: { maxHeaderBytes: 4_096 } });
    server.answer();
    const small = await open(server);
    small.socket.write(request.replace('Host', `X: ${'x'.repeat(3_000)}\r\nHost`));
    await expect.poll(small.received).toMatch(/answered$/);
    const large = await open(server);
    large.socket.write(request.replace('Host', `X: ${'x'.repeat(5_000)}\r\nHost`));
    await once(large.socket, 'close');
    expect(large.received()).toMatch(/^HTTP\/1\.1 431 /);
    await server.drain();
  });

  it('close connections over their number as they come, count them, and log once', async () => {
    const server = await serve({ limits: { maxConnections: 1 } });
    server.answer();
    const first = await open(server);
    for (const _ of [1, 2]) await once((await open(server)).socket, 'close');
    await expect.poll(server.counters.droppedConnections).toBe(2);
    expect(server.log).toMatchObject([{ event: 'connections-dropped', maxConnections: 1 }]);
    first.socket.write(request);
    await expect.poll(first.received).toMatch(/answered$/);
    await server.drain();
  });
});

describe('drain', () => {
  it('answers the request under way, and closes its connection with it', async () => {
    const server = await serve();
    const { socket, received } = await open(server);
    socket.write(request);
    await expect.poll(server.asked).toBe(1);
    const drained = server.drain();
    server.answer();
    await once(socket, 'end');
    expect(received()).toMatch(/^HTTP\/1\.1 200 OK\r\n[^]*Connection: close[^]*answered$/i);
    await drained;
  });

  it('takes requests meanwhile, each told to close its connection', async () => {
    const server = await serve({ drainMs: 200 });
    server.answer();
    const drained = server.drain();
    const { socket, received } = await open(server);
    socket.write(request);
    await once(socket, 'end');
    expect(received()).toMatch(/^HTTP\/1\.1 200 OK\r\n[^]*Connection: close[^]*answered$/i);
    await drained;
  });

  it('answers each connection that the system has accepted for it', async () => {
    const server = await serve({ drainMs: 50 });
    server.answer();
    // Made in the very turn that ends the time: they wait in the system's queue.
    const opened = Promise.withResolvers<Awaited<ReturnType<typeof open>>[]>();
    setTimeout(() => {
      void Promise.all(Array.from({ length: 50 }, () => open(server))).then(opened.resolve);
    }, 50);
    const drained = server.drain();
    const connections = await opened.promise;
    for (const { socket } of connections) socket.write(request);
    await drained;
    for (const { socket, received } of connections) {
      if (!socket.closed) await once(socket, 'close');
      expect(received()).toMatch(/answered$/);
    }
  });

  it.each([
    ['nothing', ''],
    ['half of its request', 'GET / HTTP/1.1\r\nHost:'],
  ])('waits for a new connection that has sent %s', async (_, half) => {
    const server = await serve();
    server.answer();
    const { socket, received } = await open(server);
    socket.write(half);
    const drained = server.drain();
    // Longer than is waited for one of which it is known that it asks nothing.
    setTimeout(() => socket.write(request.slice(half.length)), 300);
    await once(socket, 'close');
    expect(received()).toMatch(/answered$/);
    await drained;
  });

  it('takes none afterwards', async () => {
    const server = await serve();
    await server.drain();
    await expect(fetch(server.url)).rejects.toThrow('fetch failed');
  });

  it('does not wait for connections that have asked nothing, or half', async () => {
    const server = await serve();
    const [silent, half] = [await open(server), await open(server)];
    half.socket.write('GET / HTTP/1.1\r\nHost:');
    const closed = Promise.all([once(silent.socket, 'close'), once(half.socket, 'close')]);
    await server.drain();
    await closed;
    expect(server.asked()).toBe(0);
  });

  it('waits for a slow answer, longer than for a connection that never asked', async () => {
    const server = await serve();
    const [silent, busy] = [await open(server), await open(server)];
    busy.socket.write(request);
    await expect.poll(server.asked).toBe(1);
    const drained = server.drain();
    setTimeout(server.answer, 700);
    await once(busy.socket, 'end');
    expect(busy.received()).toMatch(/answered$/);
    await drained;
    expect(silent.received()).toBe('');
  });

  it('closes a connection that was kept alive', async () => {
    const server = await serve();
    server.answer();
    const { socket, received } = await open(server);
    socket.write(request);
    await expect.poll(received).toMatch(/answered$/);
    const closed = once(socket, 'close');
    await server.drain();
    await closed;
  });
});
