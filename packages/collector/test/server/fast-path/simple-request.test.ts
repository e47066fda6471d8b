import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSimpleRequestReader } from '../../../src/server/fast-path/simple-request.ts';

const readSimpleRequest = createSimpleRequestReader();
const read = (text: string) => readSimpleRequest(Buffer.from(text, 'latin1'));

const get = 'GET /pixel.gif?e=a HTTP/1.1\r\nHost: t.example.com\r\n\r\n';

describe('the reader of simple requests', () => {
  it('reads what a browser sends', () => {
    expect(
      read('GET /pixel.gif?u=%20a HTTP/1.1\r\nHost: t.example.com\r\nUser-Agent: A (b; c)\r\n\r\n'),
    ).toEqual({
      method: 'GET',
      target: '/pixel.gif?u=%20a',
      headers: { host: 't.example.com', 'user-agent': 'A (b; c)' },
      body: Buffer.alloc(0),
    });
  });

  it('reads each name as it is sent, after any number of other names', () => {
    const names = Array.from(
      { length: 5_000 },
      (_, number) => `X-${(number * 7_919).toString(36)}`,
    );
    for (const name of [...names, ...names.map((sent) => sent.toUpperCase())]) {
      const request = read(get.replace('\r\n\r\n', `\r\n${name}: ${name}\r\n\r\n`));
      expect(request?.headers).toEqual({ host: 't.example.com', [name.toLowerCase()]: name });
    }
  });

  it('reads a POST whose body is all there', () => {
    const body = Buffer.from('e=ä');
    const head = `POST /hits HTTP/1.1\r\nHost: a\r\nContent-Length: ${body.length}\r\n\r\n`;
    expect(readSimpleRequest(Buffer.concat([Buffer.from(head), body]))?.body).toEqual(body);
  });

  it.each([
    'Connection: keep-alive',
    'connection: Keep-Alive',
    'Proxy-Connection: keep-alive',
    'X-Empty:',
    'X-Empty: ',
    'A:b',
  ])('takes the header %o', (header) => {
    expect(read(get.replace('\r\n\r\n', `\r\n${header}\r\n\r\n`))).not.toBeNull();
  });

  it.each([
    ['nothing', ''],
    ['half a head', get.slice(0, -2)],
    ['a second request behind it', get + get],
    ['an empty line before it', `\r\n${get}`],
    ['another method', get.replace('GET', 'HEAD')],
    ['another version', get.replace('1.1', '1.0')],
    ['an absolute target', get.replace('/pixel', 'http://a/pixel')],
    ['a fragment in the target', get.replace('?e', '#e')],
    ['a space in the target', get.replace('?e', ' e')],
    ['a byte that is no ASCII in the target', get.replace('?e', '\xff')],
    ['a GET with a body', `${get.slice(0, -2)}Content-Length: 1\r\n\r\nx`],
    ['no host', 'GET / HTTP/1.1\r\nA: b\r\n\r\n'],
    ['line feeds alone', get.replaceAll('\r\n', '\n')],
    ['a line feed alone behind a header', get.replace('.com\r\n', '.com\n')],
    ['a carriage return in a header', get.replace('t.ex', 't\rex')],
  ])('leaves %s to Node', (_, text) => {
    expect(read(text)).toBeNull();
  });

  it.each([
    'Connection: close',
    'Connection: keep-alive, Upgrade',
    'Proxy-Connection: close',
    'Proxy-Connection: keep-alive, close',
    'Transfer-Encoding: chunked',
    'Expect: 100-continue',
    'Upgrade: h2c',
    'TE: trailers',
    'Content-Length: 1',
    'Content-Length: 0x0',
    'Content-Length: +0',
    'Content-Length: 00',
    'Host: again',
    'No colon',
    'Space : before the colon',
    ' folded',
    ': no name',
    'Two:  spaces',
    'Space: behind ',
    'Tab:\tbefore',
    'Nul: \0',
    'Not-Ascii: \xe9',
    '__proto__: x',
    'constructor: x',
  ])('leaves the header %o to Node', (header) => {
    expect(read(get.replace('\r\n\r\n', `\r\n${header}\r\n\r\n`))).toBeNull();
  });
});

describe('what is read as usual', () => {
  const server = createServer();
  let next: (request: IncomingMessage) => void = () => {};

  beforeAll(async () => {
    server.on('request', (request) => next(request));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  /** Reads a request by Node's own parser; null: it is not read as one request. */
  async function asNode(bytes: Buffer) {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    try {
      const asked = new Promise<IncomingMessage | null>((resolve) => {
        next = resolve;
        socket
          .on('error', () => resolve(null))
          .on('data', (text) => {
            if (String(text).startsWith('HTTP/1.1 4')) resolve(null);
          });
      });
      socket.write(bytes);
      const request = await asked;
      if (request === null) return null;
      const { method, url, headers } = request;
      return { method, target: url, headers: { ...headers }, body: await buffer(request) };
    } finally {
      socket.destroy();
    }
  }

  const spice = ['\r', '\n', '\r\n', ' ', '\t', ':', '\0', '\x7f', '\xe9', '#', '%', '"', ',', 'é'];
  const names = ['Cookie', 'Accept', 'cache-control', 'X-a', 'Content-Length', 'TE', 'Referer'];
  const piece = fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom(...spice));
  const header = fc.tuple(fc.constantFrom(...names), fc.array(piece, { maxLength: 3 }));
  const request = fc
    .tuple(
      fc.constantFrom('GET', 'POST'),
      fc.array(piece, { maxLength: 3 }),
      fc.array(header, { maxLength: 4 }),
      fc.string({ maxLength: 6 }),
    )
    .map(([method, target, headers, body]) =>
      Buffer.from(
        `${method} /${target.join('')} HTTP/1.1\r\nHost: a\r\n` +
          headers.map(([name, value]) => `${name}: ${value.join('')}\r\n`).join('') +
          (body === '' ? '\r\n' : `Content-Length: ${body.length}\r\n\r\n${body}`),
        'latin1',
      ),
    );

  it('Node reads as the same request', async () => {
    let usual = 0;
    await fc.assert(
      fc.asyncProperty(request, async (bytes) => {
        const mine = readSimpleRequest(bytes);
        if (mine === null) return;
        usual += 1;
        expect({ ...mine, headers: { ...mine.headers } }).toEqual(await asNode(bytes));
      }),
      { numRuns: 5_000 },
    );
    // Else nothing was compared.
    expect(usual).toBeGreaterThan(300);
  }, 60_000);
});
