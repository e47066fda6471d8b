import fc from 'fast-check';
import { templates } from './requests.ts';
import { canaryPrefix, render } from './template.ts';

/** Puts something in the place of a byte. */
const changes = fc.tuple(
  fc.nat(1_000_000),
  fc.oneof(
    fc.constantFrom('', '\0', '\r', '\n', '\r\n', '\r\n\r\n', ' ', ':', '\x80', '%', '0', '-1'),
    fc.constantFrom('\r\nTransfer-Encoding: chunked', '\r\nContent-Length: 5', '\r\nUpgrade: h2c'),
    fc.constantFrom(' HTTP/1.1\r\n', 'HTTP/9.9', '\r\nHost:', `\r\nX: ${'y'.repeat(17_000)}`),
  ),
);

const strange = fc.constantFrom(
  'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
  '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
  'GET /pixel.gif?CANARY\r\n\r\n',
  'CONNECT collector.test:443 HTTP/1.1\r\nHost: collector.test\r\n\r\n',
  'POST /hits HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nffffffffff\r\nr=CANARY',
  'POST /hits HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nr=1\r\n0\r\nx: CANARY\r\n\r\n',
  'POST /hits HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n\r\nr=CANARY',
  'POST /hits HTTP/1.1\r\nHost: x\r\nContent-Length: 1e9\r\n\r\nr=CANARY',
  'GET /pixel.gif?CANARY HTTP/1.1\r\nHost: x\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n',
);

/** Bytes that are hardly HTTP: good requests with changes in any place, and what others speak. */
export const bytes: fc.Arbitrary<Buffer> = fc.oneof(
  {
    weight: 9,
    arbitrary: fc
      .tuple(templates, fc.array(changes, { minLength: 1, maxLength: 4 }))
      .map(([template, list]) => {
        let text = render(template, `${canaryPrefix}broken`).toString('latin1');
        for (const [place, change] of list) {
          const at = place % text.length;
          text = text.slice(0, at) + change + text.slice(at + 1);
        }
        return Buffer.from(text, 'latin1');
      }),
  },
  {
    weight: 1,
    arbitrary: strange.map((text) =>
      Buffer.from(text.replaceAll('CANARY', canaryPrefix), 'latin1'),
    ),
  },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }).map((array) => Buffer.from(array)) },
);
