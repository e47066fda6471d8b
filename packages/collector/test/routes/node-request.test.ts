import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it, onTestFinished } from 'vitest';
import { BodyError } from '../../src/ingest/request-body.ts';
import { readBody, readHead } from '../../src/routes/node-request.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** A real request, as a server sees it; the server leaves it to the test. */
async function receive(lines: readonly string[], body = ''): Promise<IncomingMessage> {
  const { message } = await open([...lines, '', body]);
  return message;
}

/** Memory that JavaScript holds, in bytes. */
function memory(): number {
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

async function open(lines: readonly string[]) {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  onTestFinished(() => {
    socket.destroy();
    server.close();
  });
  socket.write(lines.join('\r\n'));
  const [message] = (await once(server, 'request')) as [IncomingMessage];
  return { message, socket };
}

describe('readHead', () => {
  it('reads what the pipeline has to know, and when it was received', async () => {
    const lines = [
      'GET /track.js?r=1&s=a%20b HTTP/1.1',
      'Host: T.test',
      'Cookie: a=1',
      'Cookie: b=2',
    ];
    expect(readHead(await receive(lines), 1_700_000_000_000)).toEqual({
      method: 'GET',
      path: '/track.js',
      query: 'r=1&s=a%20b',
      urlBytes: 21,
      headers: { host: 'T.test', cookie: 'a=1; b=2' },
      remoteAddress: '127.0.0.1',
      encrypted: false,
      received: 1_700_000_000_000,
    });
  });

  it.each([
    ['/track.js', '/track.js', ''],
    ['/track.js?', '/track.js', ''],
    ['/track.js?a?b', '/track.js', 'a?b'],
  ])('splits %s at the first question mark', async (url, path, query) => {
    const message = await receive([`GET ${url} HTTP/1.1`, 'Host: a']);
    expect(readHead(message, 0)).toMatchObject({ path, query });
  });
});

describe('readBody', () => {
  const post = ['POST /hits HTTP/1.1', 'Host: a'];

  it('reads a body of as many bytes as allowed', async () => {
    const message = await receive([...post, 'Content-Length: 4'], 'e=é');
    expect(new TextDecoder().decode(await readBody(message, 4))).toBe('e=é');
  });

  it('reads a body in chunks, and an empty one', async () => {
    const chunked = [...post, 'Transfer-Encoding: chunked'];
    const message = await receive(chunked, '2\r\ne=\r\n1\r\na\r\n0\r\n\r\n');
    expect(new TextDecoder().decode(await readBody(message, 4))).toBe('e=a');
    expect(await readBody(await receive([...post, 'Content-Length: 0']), 4)).toHaveLength(0);
  });

  it.each([
    ['as it says', ['Content-Length: 5'], 'e=abc'],
    ['as it turns out', ['Transfer-Encoding: chunked'], '5\r\ne=abc\r\n0\r\n\r\n'],
  ])('refuses a body that is too large, %s', async (_, lines, body) => {
    await expect(readBody(await receive([...post, ...lines], body), 4)).rejects.toMatchObject({
      name: 'BodyError',
      code: 'body-too-large',
      message: 'expected a body of at most 4 bytes',
    });
  });

  it('keeps the bytes of a body, and nothing that came with them', async () => {
    const message = await receive([...post, 'Transfer-Encoding: chunked']);
    // As Node gives them: each a piece of all that came at once, which nothing else keeps any more.
    const body = readBody(message, 10_000);
    const before = memory();
    for (let piece = 0; piece < 2_000; piece += 1) {
      message.emit('data', Buffer.alloc(65_536).subarray(0, 1));
    }
    await expect.poll(() => memory() - before).toBeLessThan(2 ** 20);
    message.destroy();
    await expect(body).rejects.toThrow(BodyError);
  });

  it('refuses a body that ends before its length', async () => {
    const { message, socket } = await open([...post, 'Content-Length: 5', '', 'e=a']);
    const body = readBody(message, 10);
    socket.destroy();
    await expect(body).rejects.toMatchObject({ name: 'BodyError', code: 'request-aborted' });
  });
});
