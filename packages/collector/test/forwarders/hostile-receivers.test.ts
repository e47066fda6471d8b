import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createOpenSocket } from '../../src/forwarders/webhook/open-socket.ts';
import { post } from '../../src/forwarders/webhook/post.ts';
import { startDeafServer, startRawReceiver } from './raw-receiver.ts';
import { otherConnection } from '../journal/sample-journal.ts';
import { openForwarder, secret } from './sample-forwarder.ts';

/** For those that give no answer at all. */
const soonMs = 200;
/** For those that do: no machine is as busy as that. */
const lateMs = 30_000;
/** For those that give a part of one: long enough for the part. */
const partMs = 2_000;

/** Sends one event to a receiver, once. Returns the reason why it failed; undefined: it has arrived. */
async function sendTo(port: number, timeoutMs: number, scheme = 'http') {
  const url = `${scheme}://127.0.0.1:${port}/hook`;
  const webhooks = [{ url, secrets: [secret], timeoutMs }];
  const { journal, store, settle } = await openForwarder({ webhooks }, [port]);
  await store(['a']);
  await settle();
  return otherConnection(journal.path).prepare('SELECT attempts, reason FROM deliveries').get();
}

/** Answers a request by bytes, whatever was asked. */
const says = (text: string) => (socket: Socket) =>
  void socket.once('data', () => socket.write(text));

/** Says something again and again, as fast as it is read. */
const repeats = (first: string, text: string) => (socket: Socket) => {
  const much = text.repeat(Math.ceil(65_536 / text.length));
  const again = (): void => {
    if (socket.writable) socket.write(much, again);
  };
  socket.once('data', () => socket.write(first, again));
};

/** Says something again and again, a little at a time. */
const trickles = (first: string, text: string) => (socket: Socket) => {
  socket.once('data', () => socket.write(first));
  const trickle = setInterval(() => socket.write(text), 5);
  socket.on('close', () => clearInterval(trickle));
};

const afterRequest = (run: (socket: Socket) => void) => (socket: Socket) =>
  void socket.once('data', () => run(socket));

const ok = 'HTTP/1.1 200 OK\r\n';

describe('an attempt ends, whatever its receiver does:', () => {
  it.each<[what: string, receive: (socket: Socket) => void, reason: string]>([
    ['nothing', () => {}, 'timeout'],
    ['reads nothing', (socket) => void socket.pause(), 'timeout'],
    ['says good-bye at once', (socket) => void socket.end(), 'ECONNRESET|EPIPE'],
    ['resets at once', (socket) => void socket.resetAndDestroy(), 'ECONNRESET|EPIPE'],
    ['says good-bye after the request', afterRequest((socket) => socket.end()), 'ECONNRESET|EPIPE'],
    [
      'resets after the request',
      afterRequest((socket) => socket.resetAndDestroy()),
      'ECONNRESET|EPIPE',
    ],
    [
      'says good-bye amid the headers',
      afterRequest((socket) => socket.end(`${ok}a: b\r\n`)),
      'ECONNRESET|EPIPE',
    ],
    ['says 100 and nothing more', says('HTTP/1.1 100 Continue\r\n\r\n'), 'timeout'],
    ['says 102 and nothing more', says('HTTP/1.1 102 Processing\r\n\r\n'), 'timeout'],
    [
      'says 103 and nothing more',
      says('HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n'),
      'timeout',
    ],
    ['says 199 and nothing more', says('HTTP/1.1 199 Strange\r\n\r\n'), 'timeout'],
    [
      'says 103 and good-bye',
      afterRequest((socket) => socket.end('HTTP/1.1 103 Early Hints\r\n\r\n')),
      'ECONNRESET|EPIPE',
    ],
    ['says 103 without end', repeats('', 'HTTP/1.1 103 Early Hints\r\n\r\n'), 'answer-too-large'],
    ['says 103 now and then', trickles('', 'HTTP/1.1 103 Early Hints\r\n\r\n'), 'timeout'],
    [
      'switches protocols',
      says('HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n'),
      'status-101',
    ],
    [
      'switches protocols and goes on',
      repeats(
        'HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n',
        'frame',
      ),
      'status-101',
    ],
    ['switches to no protocol', says('HTTP/1.1 101 Switching Protocols\r\n\r\n'), 'status-101'],
    ['says nothing after the status line', says(ok), 'timeout'],
    ['says headers without end', repeats(ok, 'a: b\r\n'), 'HPE_HEADER_OVERFLOW'],
    ['says headers now and then', trickles(ok, 'a: b\r\n'), 'timeout'],
    ['says a header without end', repeats(`${ok}a: `, 'b'.repeat(100)), 'HPE_HEADER_OVERFLOW'],
    [
      'says a status line without end',
      repeats('HTTP/1.1 200 ', 'O'.repeat(100)),
      'HPE_HEADER_OVERFLOW',
    ],
    ['says garbage', says('hello\r\n\r\n'), 'HPE_INVALID_CONSTANT'],
    ['says garbage without end', repeats('', '\0'.repeat(1_000)), 'HPE_INVALID_CONSTANT'],
    ['speaks TLS', says('\u0015\u0003\u0001\0\u0002\u0002\u0046'), 'HPE_INVALID_CONSTANT'],
    [
      'speaks HTTP/2',
      says('\0\0\u0012\u0004\0\0\0\0\0\0\u0003\0\0\0\u0080'),
      'HPE_INVALID_CONSTANT',
    ],
    [
      'says 500 with a body without end',
      repeats('HTTP/1.1 500 No\r\n\r\n', 'x'.repeat(1_000)),
      'status-500',
    ],
    [
      'says 302 to itself',
      says('HTTP/1.1 302 Found\r\nlocation: /hook\r\ncontent-length: 0\r\n\r\n'),
      'status-302',
    ],
  ])('%s', async (_what, receive, reason) => {
    const receiver = await startRawReceiver(receive);
    const timeoutMs = reason === 'timeout' ? soonMs : lateMs;
    expect(await sendTo(receiver.port, timeoutMs)).toEqual({
      attempts: 1,
      reason: expect.stringMatching(new RegExp(`^(${reason})$`)),
    });
    await expect.poll(receiver.open).toBe(0);
  });

  it.each<[what: string, receive: (socket: Socket) => void]>([
    ['half of its body', says(`${ok}content-length: 9\r\n\r\nhalf`)],
    ['a body now and then', trickles(`${ok}\r\n`, 'x')],
    ['a body without end', repeats(`${ok}\r\n`, 'x'.repeat(1_000))],
    [
      'a part of its body that never ends',
      repeats(`${ok}transfer-encoding: chunked\r\n\r\n5;`, 'x'.repeat(100)),
    ],
    ['trailers without end', repeats(`${ok}transfer-encoding: chunked\r\n\r\n0\r\n`, 'a: b\r\n')],
    ['a wrong length', afterRequest((socket) => socket.end(`${ok}content-length: 9\r\n\r\nhalf`))],
    [
      'a reset in its body',
      afterRequest((socket) =>
        socket.write(`${ok}content-length: 9\r\n\r\nhalf`, () =>
          setTimeout(() => socket.resetAndDestroy(), 50),
        ),
      ),
    ],
    [
      '100 before it',
      says(
        `HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\n${ok}content-length: 0\r\n\r\n`,
      ),
    ],
    [
      'another answer after it',
      says(`${ok}content-length: 0\r\n\r\nHTTP/1.1 500 No\r\ncontent-length: 0\r\n\r\n`),
    ],
  ])('200 counts, though it comes with %s', async (_what, receive) => {
    const receiver = await startRawReceiver(receive);
    expect(await sendTo(receiver.port, partMs)).toBe(undefined);
    await expect.poll(receiver.open).toBe(0);
  });

  it('500 counts, though it comes with half of its body', async () => {
    const half = 'HTTP/1.1 500 No\r\ncontent-length: 9\r\n\r\nhalf';
    const receiver = await startRawReceiver(says(half));
    expect(await sendTo(receiver.port, partMs)).toEqual({ attempts: 1, reason: 'status-500' });
    await expect.poll(receiver.open).toBe(0);
  });

  it.each<[what: string, receive: (socket: Socket) => void, reason: string]>([
    ['nothing', () => {}, 'timeout'],
    ['says good-bye', afterRequest((socket) => socket.end()), 'ECONNRESET|EPIPE'],
    ['resets', afterRequest((socket) => socket.resetAndDestroy()), 'ECONNRESET|EPIPE'],
    ['speaks without TLS', says(`${ok}\r\n`), 'EPROTO|ERR_SSL_.*'],
    ['half a hello', says('\u0016\u0003\u0003\0\u007a\u0002'), 'timeout'],
  ])('amid the TLS handshake: %s', async (_what, receive, reason) => {
    const receiver = await startRawReceiver(receive);
    const timeoutMs = reason === 'timeout' ? soonMs : lateMs;
    expect(await sendTo(receiver.port, timeoutMs, 'https')).toEqual({
      attempts: 1,
      reason: expect.stringMatching(new RegExp(`^(${reason})$`)),
    });
    await expect.poll(receiver.open).toBe(0);
  });
});

describe('an attempt that does not even reach a receiver ends', () => {
  const request = { url: 'http://127.0.0.1:1/', headers: {}, body: '', timeoutMs: soonMs };
  const never = new AbortController().signal;

  it('where the connection is never taken', async () => {
    const port = await startDeafServer();
    // Those that the system still takes for it.
    const earlier = Array.from({ length: 8 }, () =>
      connect(port, '127.0.0.1').on('error', () => {}),
    );
    onTestFinished(() => earlier.forEach((socket) => socket.destroy()));
    await once(earlier[0] as Socket, 'connect');
    const openSocket = createOpenSocket({ allowPrivateAddresses: true, allowedPorts: [port] });
    const url = `http://127.0.0.1:${port}/`;
    expect(await post({ ...request, url }, openSocket, 0, never)).toMatchObject({
      reason: 'timeout',
    });
  });

  it('where its name is never found', async () => {
    const rules = { allowPrivateAddresses: true, allowedPorts: [] };
    const openSocket = createOpenSocket(rules, () => new Promise(() => {}));
    const url = 'http://receiver.example/';
    expect(await post({ ...request, url }, openSocket, 0, never)).toMatchObject({
      reason: 'timeout',
    });
  });

  it.each([
    ['never does anything', () => new Promise<Socket>(() => {})],
    ['has failed in a way that nobody knows', () => Promise.reject(new Error('strange'))],
  ])('where what opens connections %s', async (_what, openSocket) => {
    const outcome = await post(request, openSocket, 0, never);
    expect(outcome).toMatchObject({ kind: 'failed' });
  });

  it('at once where it is stopped', async () => {
    const stop = new AbortController();
    const outcome = post(
      { ...request, timeoutMs: 60_000 },
      () => new Promise(() => {}),
      0,
      stop.signal,
    );
    stop.abort();
    expect(await outcome).toEqual({ kind: 'stopped' });
    expect(await post(request, () => new Promise(() => {}), 0, stop.signal)).toEqual({
      kind: 'stopped',
    });
  });
});
