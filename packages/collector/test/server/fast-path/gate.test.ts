import { once } from 'node:events';
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { CountedResponse, Gate, maxOpenRequests } from '../../../src/server/fast-path/gate.ts';
import { openConnection } from '../open-connection.ts';

/** Serves connections behind gates; `accepted` is the newest. */
async function serve(listener: RequestListener, idleMs = 60_000) {
  const http = createHttpServer({ ServerResponse: CountedResponse }, listener);
  const accepted: { gate: Gate; socket: Socket }[] = [];
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    const gate = new Gate(socket, Buffer.alloc(0), idleMs);
    accepted.push({ gate, socket });
    http.emit('connection', gate);
  });
  return { port: await listenUntilFinished(server), accepted };
}

/** The port of a server that the running test starts. */
async function listenUntilFinished(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

/** Answers each request when it is told to. */
function keepUnanswered() {
  const { promise: told, resolve: answer } = Promise.withResolvers<void>();
  const asked: string[] = [];
  const listener: RequestListener = (request, response) => {
    asked.push(request.url ?? '');
    void told.then(() => response.end(`${request.url};`));
  };
  return { listener, asked, answer };
}

const get = (target: string): string => `GET ${target} HTTP/1.1\r\nHost: a\r\n\r\n`;
const targets = (count: number): string[] => Array.from({ length: count }, (_, n) => `/${n}`);
const bodies = (text: string): string[] => text.match(/\/[^;\s]*(?=;)/g) ?? [];

/** Answers another connection: by then, bytes that were sent before have been read, if they are read at all. */
async function servedAnother(port: number): Promise<void> {
  const { socket, received } = await openConnection(port);
  socket.write('OPTIONS * HTTP/1.0\r\n\r\n');
  await expect.poll(() => received()).not.toBe('');
}

describe('a connection whose requests come all at once', () => {
  it('has few of them open, and keeps few bytes of the others', async () => {
    const { listener, asked } = keepUnanswered();
    const { port, accepted } = await serve((request, response) => {
      if (request.method === 'OPTIONS') response.end();
      else listener(request, response);
    });
    const { socket } = await openConnection(port);
    const segment = targets(1_500).map(get).join('');
    for (let time = 0; time < 60; time += 1) socket.write(segment);
    await expect.poll(() => asked.length).toBeGreaterThan(1);
    for (let time = 0; time < 5; time += 1) await servedAnother(port);
    expect(asked.length).toBeLessThanOrEqual(maxOpenRequests);
    expect(accepted[0]?.gate.open.size).toBe(asked.length);
    // Two segments at most, and a buffer: of three million bytes.
    expect(accepted[0]?.socket.bytesRead).toBeLessThan(256 * 1_024);
  });

  it('has each answered, in its order, though it says that it will send no more', async () => {
    const { listener, asked, answer } = keepUnanswered();
    const { port } = await serve(listener);
    const { socket, received } = await openConnection(port);
    const all = targets(9_000);
    socket.end(all.map(get).join(''));
    await expect.poll(() => asked.length).toBeGreaterThan(1);
    answer();
    await once(socket, 'close');
    expect(bodies(received())).toEqual(all);
  });

  it('has those counted too that Node answers by itself', async () => {
    const { listener, answer } = keepUnanswered();
    const { port, accepted } = await serve(listener);
    const { socket, received } = await openConnection(port);
    const unmet = get('/').replace('Host', 'Expect: more\r\nHost');
    socket.write(get('/first') + unmet.repeat(1_000));
    await expect.poll(() => accepted[0]?.gate.open.size).toBeGreaterThan(1);
    expect(accepted[0]?.gate.open.size).toBeLessThanOrEqual(maxOpenRequests);
    answer();
    await expect.poll(() => received().match(/HTTP\/1\.1 417 /g)).toHaveLength(1_000);
  });

  it('is asked no further where its answers are not read', async () => {
    let asked = 0;
    const { port, accepted } = await serve((_request, response) => {
      asked += 1;
      response.end(Buffer.alloc(2 ** 18));
    });
    const { socket } = await openConnection(port);
    socket.pause().write(get('/').repeat(300));
    // The system has no room for more, and so it stays.
    await expect.poll(() => accepted[0]?.socket.writableLength).toBeGreaterThan(0);
    await servedAnother(port);
    expect(asked).toBeLessThan(200);
    expect(accepted[0]?.gate.open.size).toBeLessThanOrEqual(maxOpenRequests);
    socket.resume();
    await expect.poll(() => asked).toBe(301);
  });
});

describe('a connection', () => {
  it('is closed where its answer is not read in time', async () => {
    const { port, accepted } = await serve((_request, response) => {
      response.end(Buffer.alloc(64 * 2 ** 20));
    }, 100);
    const { socket } = await openConnection(port);
    socket.pause().write(get('/'));
    await expect.poll(() => accepted).toHaveLength(1);
    if (accepted[0] !== undefined) await once(accepted[0].gate, 'close');
    expect(accepted[0]?.socket.destroyed).toBe(true);
  });

  it('is closed where it asks nothing more in time', async () => {
    const { listener, answer } = keepUnanswered();
    answer();
    const { port } = await serve(listener, 100);
    const { socket, received } = await openConnection(port);
    socket.write(get('/a'));
    await once(socket, 'close');
    expect(bodies(received())).toEqual(['/a']);
  });

  it('is not closed while it waits for its answer', async () => {
    const { listener, asked, answer } = keepUnanswered();
    const { port } = await serve(listener, 100);
    const { socket, received } = await openConnection(port);
    socket.write(get('/slow'));
    await expect.poll(() => asked).toHaveLength(1);
    // Longer than any connection may be silent.
    const timer = await openConnection(port);
    timer.socket.setTimeout(200);
    await once(timer.socket, 'timeout');
    answer();
    await expect.poll(() => bodies(received())).toEqual(['/slow']);
  });

  it('that is gone ends what was asked over it', async () => {
    const { listener, asked } = keepUnanswered();
    const { port, accepted } = await serve(listener);
    const { socket } = await openConnection(port);
    socket.write(targets(100).map(get).join(''));
    await expect.poll(() => asked.length).toBeGreaterThan(1);
    socket.resetAndDestroy();
    await expect.poll(() => accepted[0]?.gate.closed).toBe(true);
    expect(asked.length).toBeLessThanOrEqual(maxOpenRequests);
  });

  it('that ends in the midst of a body is known to have done so', async () => {
    const aborted: boolean[] = [];
    const { port } = await serve((request) => {
      request.on('error', () => aborted.push(request.complete)).resume();
    });
    const { socket } = await openConnection(port);
    socket.end('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nx');
    await expect.poll(() => aborted).toEqual([false]);
  });
});

describe('what is read behind a gate', () => {
  const echo: RequestListener = (request, response) => {
    response.setHeader('target', `${request.method} ${request.url}`);
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => response.end(Buffer.concat(pieces)));
  };

  const body = fc.stringMatching(/^(a|\r\n|\r\n\r\n|GET \/ HTTP\/1\.1\r\n){0,6}$/);
  const request = fc.oneof(
    fc.nat(99).map((number) => get(`/${number}`)),
    body.map(
      (text) => `POST /l HTTP/1.1\r\nHost: a\r\nContent-Length: ${text.length}\r\n\r\n${text}`,
    ),
    body.map(
      (text) =>
        'POST /c HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n' +
        (text === '' ? '' : `${text.length.toString(16)}\r\n${text}\r\n`) +
        '0\r\n\r\n',
    ),
    fc.constant(`\r\n\r\n${get('/behind-empty-lines')}`),
  );
  const requests = fc.array(request, { minLength: 1, maxLength: 40 });
  const last = fc.constantFrom('', get('/last').replace('Host', 'Connection: close\r\nHost'));
  /** Places at which a connection's bytes are cut into segments. */
  const cuts = fc.array(fc.nat(400), { maxLength: 4 });

  async function answersTo(port: number, bytes: string, places: readonly number[]) {
    const { socket, received } = await openConnection(port);
    socket.setNoDelay();
    let from = 0;
    for (const place of [...places.toSorted((a, b) => a - b), bytes.length]) {
      if (socket.writable) socket.write(bytes.slice(from, place));
      from = Math.max(from, place);
      await new Promise((resolve) => setImmediate(resolve));
    }
    socket.end();
    if (!socket.closed) await new Promise((resolve) => socket.once('close', resolve));
    return received().replaceAll(/^Date: .*\r\n/gm, '');
  }

  it('Node answers as without one, in the same order', async () => {
    const alone = createHttpServer(echo);
    // Else a client that sends no more gets no answer.
    Object.assign(alone, { httpAllowHalfOpen: true });
    const port = await listenUntilFinished(alone);
    const gated = await serve(echo);
    await fc.assert(
      fc.asyncProperty(requests, last, cuts, async (all, end, places) => {
        const bytes = all.join('') + end;
        const expected = await answersTo(port, bytes, places);
        expect(await answersTo(gated.port, bytes, places)).toBe(expected);
      }),
      { numRuns: 300 },
    );
  });
});
