import { once } from 'node:events';
import { connect } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import Koa from 'koa';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { dispatchOf } from '../../../src/app.ts';
import { assemble } from '../../../src/assemble.ts';
import { resolveOptions, type PartialOptions } from '../../../src/configuration/index.ts';
import { createCounters } from '../../../src/metrics/counters.ts';
import type { Answer } from '../../../src/pipeline/request/answer.ts';
import { koaMiddleware } from '../../../src/routes/koa-middleware.ts';
import type { Dispatch } from '../../../src/routes/route.ts';
import { listen } from '../../../src/server/listen.ts';
import { openJournal } from '../../journal/sample-journal.ts';
import { openConnection } from '../open-connection.ts';

/** Answers `/quick` at once, `/later` soon, `/slow` when it is told to, `/broken` never; Koa all else. */
async function serve(given: PartialOptions = {}) {
  const asked: string[] = [];
  const { promise: told, resolve: answer } = Promise.withResolvers<void>();
  const front: Dispatch = (request, readBody) => {
    const { path, query } = request;
    if (!['/quick', '/later', '/slow', '/broken'].includes(path)) return null;
    asked.push(`${path}?${query}`);
    const body = async (): Promise<Answer> => {
      if (path === '/slow') await told;
      if (path === '/later') await nextTurn();
      const read = Buffer.from(await readBody()).toString();
      return {
        status: 200,
        headers: path === '/broken' ? { bad: 'a\nb: c' } : {},
        body: `front ${query}${read};`.padEnd(size, '.'),
      };
    };
    return body();
  };
  let size = 0;
  const options = resolveOptions({ file: { port: 0, drainMs: 0, ...given } });
  const app = new Koa();
  app.use(koaMiddleware(front, options.limits, Date.now));
  app.use((context) => {
    asked.push(`koa ${context.url}`);
    context.body = `koa ${context.url};`;
  });
  const counters = createCounters();
  const log: Record<string, unknown>[] = [];
  const write = (line: string): void => {
    log.push(JSON.parse(line) as Record<string, unknown>);
  };
  const server = await listen({ application: app.callback(), fastPath: front }, options, {
    log: pino({}, { write }),
    counters,
  });
  const port = Number(new URL(server.url).port);
  const answersOf = (bytes: number): void => void (size = bytes);
  return { ...server, port, log, asked, answer, counters, answersOf };
}

const get = (target: string, headers = ''): string =>
  `GET ${target} HTTP/1.1\r\nHost: t.example.com\r\n${headers}\r\n`;

/** The bodies of the answers that came, as far as they are ours. */
const bodies = (text: string): string[] => text.match(/(?:front|koa) [^;]*(?=;)/g) ?? [];

describe('a connection', () => {
  it('is answered without Koa, kept alive, and answered again', async () => {
    const server = await serve();
    const { socket, received } = await openConnection(server.port);
    socket.write(get('/quick?1'));
    await expect.poll(() => bodies(received())).toEqual(['front 1']);
    expect(received()).toMatch(/^HTTP\/1\.1 200 OK\r\n(?:.+\r\n)*Date: .* GMT\r\n/);
    expect(received()).toContain('\r\nConnection: keep-alive\r\nKeep-Alive: timeout=');
    socket.write(get('/quick?2'));
    await expect.poll(() => bodies(received())).toEqual(['front 1', 'front 2']);
    await server.drain();
  });

  it.each([
    ['that is not of the front', get('/other'), 'koa /other'],
    ['that asks to close', get('/quick?x', 'Connection: close\r\n'), 'front x'],
    ['that asks a proxy to close', get('/quick?x', 'Proxy-Connection: close\r\n'), 'front x'],
    ['in HTTP/1.0', get('/quick?x').replace('1.1', '1.0'), 'front x'],
    [
      'whose body is chunked',
      get('/quick?x', 'Transfer-Encoding: chunked\r\n').replace('GET', 'POST') +
        '1\r\ny\r\n0\r\n\r\n',
      'front xy',
    ],
  ])('goes over to Node with a request %s, and loses nothing', async (_, unusual, body) => {
    const server = await serve();
    const { socket, received } = await openConnection(server.port);
    socket.write(get('/quick?1'));
    await expect.poll(() => bodies(received())).toEqual(['front 1']);
    socket.write(unusual);
    await expect.poll(() => bodies(received())).toEqual(['front 1', body]);
    await server.drain();
  });

  it.each(['Connection: close', 'Proxy-Connection: close', 'Proxy-Connection: Close'])(
    'is closed behind the answer where %o asks for it',
    async (header) => {
      const server = await serve();
      const { socket, received } = await openConnection(server.port);
      socket.write(get('/quick?1', `${header}\r\n`));
      await once(socket, 'close');
      expect(bodies(received())).toEqual(['front 1']);
      expect(received()).toMatch(/^Connection: close\r$/im);
      await server.drain();
    },
  );

  it('takes a request in pieces, wherever it is cut', async () => {
    const server = await serve();
    const whole = get('/quick?1', 'Cookie: a=b\r\n');
    for (let cut = 1; cut < whole.length; cut += 7) {
      const { socket, received } = await openConnection(server.port);
      socket.setNoDelay().write(whole.slice(0, cut));
      await new Promise((resolve) => setImmediate(resolve));
      socket.write(whole.slice(cut) + get('/quick?2'));
      await expect.poll(() => bodies(received())).toEqual(['front 1', 'front 2']);
    }
    await server.drain();
  });

  it('is answered in order, whatever is asked before the answer has come', async () => {
    const server = await serve();
    const { socket, received } = await openConnection(server.port);
    socket.setNoDelay().write(get('/slow?1'));
    await expect.poll(() => server.asked).toEqual(['/slow?1']);
    socket.write(get('/quick?2'));
    socket.write(get('/other'));
    socket.write(get('/quick?3'));
    server.answer();
    const all = ['front 1', 'front 2', 'koa /other', 'front 3'];
    await expect.poll(() => bodies(received())).toEqual(all);
    await server.drain();
  });

  it('reads a body that comes with its head', async () => {
    const server = await serve();
    const { socket, received } = await openConnection(server.port);
    socket.write(get('/quick?1', 'Content-Length: 4\r\n').replace('GET', 'POST') + 'body');
    await expect.poll(() => bodies(received())).toEqual(['front 1body']);
    await server.drain();
  });

  it('that is ended by its client has all answered that it asked, then is closed', async () => {
    const server = await serve();
    const { socket, received } = await openConnection(server.port);
    socket.setNoDelay().write(get('/slow?1'));
    await expect.poll(() => server.asked).toEqual(['/slow?1']);
    const other = await openConnection(server.port);
    for (const number of [2, 3]) {
      if (number < 3) socket.write(get(`/later?${number}`));
      else socket.end(get(`/quick?${number}`));
      // It has come when another is answered.
      other.socket.write(get('/quick?other'));
      await expect.poll(() => bodies(other.received())).toHaveLength(number - 1);
    }
    server.answer();
    await once(socket, 'close');
    expect(bodies(received())).toEqual(['front 1', 'front 2', 'front 3']);
    await server.drain();
  });

  it.each([
    ['in front of Koa', '/quick?', 'front '],
    ['by Koa', '/other?', 'koa /other?'],
  ])(
    'that asks 9,000 times at once is answered as often, in order: %s',
    async (_, target, body) => {
      const server = await serve();
      const { socket, received } = await openConnection(server.port);
      const numbers = Array.from({ length: 9_000 }, (_each, number) => number);
      socket.write(get('/quick?first'));
      for (let part = 0; part < 9_000; part += 1_500) {
        const segment = numbers.slice(part, part + 1_500);
        socket.write(segment.map((number) => get(`${target}${number}`)).join(''));
      }
      await expect.poll(() => bodies(received()).length).toBe(9_001);
      expect(bodies(received()).slice(1)).toEqual(numbers.map((number) => `${body}${number}`));
      await server.drain();
    },
  );

  it('that is ended by its client is answered, then closed', async () => {
    const server = await serve();
    const { socket, received } = await openConnection(server.port);
    socket.end(get('/slow?1'));
    await expect.poll(() => server.asked).toEqual(['/slow?1']);
    server.answer();
    await once(socket, 'close');
    expect(bodies(received())).toEqual(['front 1']);
    await server.drain();
  });

  it('is closed, and the failure logged, where an answer can not be written', async () => {
    const server = await serve();
    const { socket, received } = await openConnection(server.port);
    socket.write(get('/broken'));
    await once(socket, 'close');
    expect(received()).toBe('');
    expect(server.log).toMatchObject([{ event: 'request-failed' }]);
    await server.drain();
  });

  it('whose client is gone costs nobody else an answer', async () => {
    const server = await serve();
    const gone = await openConnection(server.port);
    gone.socket.write(get('/slow?1'));
    await expect.poll(() => server.asked).toHaveLength(1);
    gone.socket.destroy();
    server.answer();
    const { socket, received } = await openConnection(server.port);
    socket.write(get('/quick?2'));
    await expect.poll(() => bodies(received())).toEqual(['front 2']);
    await server.drain();
  });

  it('whose client sends and never reads is asked no further', async () => {
    const server = await serve();
    server.answersOf(8 * 2 ** 20);
    const { socket } = await openConnection(server.port);
    socket.pause().setNoDelay().write(get('/quick?1'));
    await expect.poll(() => server.asked).toEqual(['/quick?1']);
    for (let number = 2; number < 20; number += 1) socket.write(get(`/quick?${number}`));
    const other = await openConnection(server.port);
    other.socket.write(get('/quick?other'));
    await expect.poll(() => server.asked.at(-1)).toBe('/quick?other');
    expect(server.asked).toEqual(['/quick?1', '/quick?other']);
    socket.destroy();
    await server.drain();
  });
});

describe('a connection of a collector', () => {
  it('stays where it is with scripts and health checks between its hits', async () => {
    const log = pino({ level: 'silent' });
    const fastPath = dispatchOf(assemble({ journal: await openJournal(), log }));
    // Where a connection was passed on, everything from then on would be answered by this.
    const app = new Koa().use((context) => {
      context.body = 'koa passed on;';
    });
    const options = resolveOptions({ file: { port: 0, drainMs: 0 } });
    const handlers = { application: app.callback(), fastPath };
    const server = await listen(handlers, options, { log, counters: createCounters() });
    const { socket, received } = await openConnection(Number(new URL(server.url).port));
    const statuses = () => received().match(/(?<=HTTP\/1\.1 )\d+/g);
    const expected: string[] = [];
    for (const [target, status, headers] of [
      ['/tag.js', '200', 'Accept-Encoding: gzip, deflate, br\r\n'],
      ['/tag.js', '304', 'If-None-Match: *\r\n'],
      ['/healthz', '200'],
      ['/readyz', '200'],
      ['/track.js?e=a', '200'],
    ] as const) {
      expected.push(status);
      socket.write(get(target, headers));
      await expect.poll(() => statuses()).toEqual(expected);
    }
    expect(bodies(received())).toEqual([]);
    socket.write(get('/elsewhere'));
    await expect.poll(() => bodies(received())).toEqual(['koa passed on']);
    await server.drain();
  });
});

describe('a connection that is slow', () => {
  it('and asks nothing is answered 408, counted, and closed', async () => {
    const server = await serve({ timeouts: { headersMs: 200, requestMs: 400 } });
    const { socket, received } = await openConnection(server.port);
    await once(socket, 'close');
    expect(received()).toMatch(/^HTTP\/1\.1 408 /);
    expect([...server.counters.rejectedRequests]).toEqual([['request-timeout', 1]]);
    await server.drain();
  });

  it('and asks nothing, then resets what it is answered, harms nobody', async () => {
    const server = await serve({ timeouts: { headersMs: 200, requestMs: 400 } });
    const { socket } = await openConnection(server.port);
    await once(socket, 'data');
    socket.resetAndDestroy();
    // When the connection is closed here too; an error that nobody hears fails the run.
    await server.drain();
    expect([...server.counters.rejectedRequests]).toEqual([['request-timeout', 1]]);
  });

  it('to ask again is closed without a word', async () => {
    const server = await serve({ timeouts: { keepAliveMs: 1_000 } });
    const { socket, received } = await openConnection(server.port);
    socket.write(get('/quick?1'));
    await once(socket, 'close');
    expect(bodies(received())).toEqual(['front 1']);
    expect(received().match(/HTTP\/1\.1/g)).toHaveLength(1);
    expect(server.counters.rejectedRequests.size).toBe(0);
    await server.drain();
  });

  it.each([
    ['an answer', get('/slow?1'), false],
    ['the last answer', get('/slow?1'), true],
    ['an answer of Node’s parser', get('/slow?1') + get('/quick?2'), false],
    ['an answer of Node’s parser before the last', get('/slow?1') + get('/quick?2'), true],
    ['the last of Node’s parser', get('/slow?1', 'Connection: close\r\n'), false],
  ])('to read %s is closed in the midst of it', async (_, request, isLast) => {
    const server = await serve({ timeouts: { keepAliveMs: 100 } });
    const { socket, received } = await openConnection(server.port);
    socket.pause().write(request);
    if (isLast) socket.end();
    await expect.poll(() => server.asked).toContain('/slow?1');
    const silence = async () => {
      const other = await openConnection(server.port);
      other.socket.write(get('/quick?2'));
      await once(other.socket, 'close');
    };
    await silence();
    const bytes = 64 * 2 ** 20;
    server.answersOf(bytes);
    server.answer();
    await new Promise((resolve) => setImmediate(resolve));
    server.answersOf(0);
    // Longer than any connection may be silent; Node gives a write two such times.
    for (let time = 0; time < 3; time += 1) await silence();
    await once(socket.resume(), 'close');
    expect(received().length).toBeLessThan(bytes);
    await server.drain();
  });

  it('because it is not answered yet is not closed', async () => {
    const server = await serve({ timeouts: { headersMs: 100, requestMs: 100 } });
    const { socket, received } = await openConnection(server.port);
    const late = connect(server.port, '127.0.0.1').on('error', () => {});
    socket.write(get('/slow?1'));
    // Longer than any connection may be silent.
    await once(late.resume(), 'close');
    server.answer();
    await expect.poll(() => bodies(received())).toEqual(['front 1']);
    await server.drain();
  });
});

describe('draining', () => {
  it('answers what was asked, says that the connection ends, and ends it', async () => {
    const server = await serve();
    const { socket, received } = await openConnection(server.port);
    const idle = await openConnection(server.port);
    socket.write(get('/slow?1'));
    await expect.poll(() => server.asked).toEqual(['/slow?1']);
    const drained = server.drain();
    server.answer();
    await drained;
    await expect.poll(() => bodies(received())).toEqual(['front 1']);
    expect(received()).toContain('\r\nConnection: close\r\n');
    await expect.poll(() => [socket.closed, idle.socket.closed]).toEqual([true, true]);
  });

  it('waits for an answer that its client is slow to read', async () => {
    const server = await serve();
    const bytes = 32 * 2 ** 20;
    server.answersOf(bytes);
    const { socket, received } = await openConnection(server.port);
    socket.on('data', () => {
      socket.pause();
      setTimeout(() => socket.resume(), 1);
    });
    socket.write(get('/quick?1'));
    await expect.poll(() => received()).toContain('HTTP/1.1 200');
    await server.drain();
    await expect.poll(() => received().length).toBeGreaterThan(bytes);
  });
});
