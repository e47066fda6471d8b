import { pixelGif } from '@hitmark/codec/pixel';
import { describe, expect, it } from 'vitest';
import { createAnswerSerializer } from '../../../src/server/fast-path/serialize-answer.ts';

const date = 'Sun, 22 Nov 2026 09:30:00 GMT';
const serializeAnswer = createAnswerSerializer();
const keepAlive = 'Connection: keep-alive\r\n';

describe('serializeAnswer', () => {
  it('writes head and body as they stand on the wire', () => {
    const headers = { 'cache-control': 'no-store', 'content-type': 'text/plain' };
    expect(serializeAnswer({ status: 200, headers, body: 'grün' }, date, keepAlive)).toBe(
      'HTTP/1.1 200 OK\r\ncache-control: no-store\r\ncontent-type: text/plain\r\n' +
        `Date: ${date}\r\nConnection: keep-alive\r\ncontent-length: 5\r\n\r\ngr\u00c3\u00bcn`,
    );
  });

  it('writes the bytes of a picture, the second time too', () => {
    for (let time = 0; time < 2; time += 1) {
      const text = serializeAnswer({ status: 200, headers: {}, body: pixelGif }, date, keepAlive);
      const bytes = Buffer.from(text.slice(text.indexOf('\r\n\r\n') + 4), 'latin1');
      expect(new Uint8Array(bytes)).toEqual(pixelGif);
    }
  });

  it.each([
    [204, false],
    [302, true],
    [304, false],
    [404, true],
  ])('of %i without a body says its length: %s', (status, expected) => {
    const text = serializeAnswer({ status, headers: {}, body: null }, date, keepAlive);
    expect(text.includes('content-length: 0\r\n')).toBe(expected);
    expect(text).toMatch(/\r\n\r\n$/);
  });

  it.each(['a\r\nset-cookie: b=c', 'a\nb', 'a\rb', 'a\0b', 'a\u0100'])(
    'refuses the header %o, which would be another one',
    (location) => {
      const write = () =>
        serializeAnswer({ status: 302, headers: { location }, body: null }, date, keepAlive);
      expect(write).toThrow(TypeError);
    },
  );
});
