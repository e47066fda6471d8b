import { expect, it } from 'vitest';
import { startRawReceiver } from './raw-receiver.ts';
import { openForwarder, secret } from './sample-forwarder.ts';

/** Header names of a webhook, whatever its URL. */
const names = [
  'host',
  'content-type',
  'user-agent',
  'accept',
  'webhook-id',
  'webhook-timestamp',
  'webhook-signature',
  'content-length',
  'connection',
];

it.each([
  ['a new line', '/a\r\nX-Evil: 1', '/aX-Evil:%201'],
  ['a new line in the query', '/a?b=\r\nX-Evil: 1', '/a?b=X-Evil:%201'],
  ['another request', '/a HTTP/1.1\r\n\r\nGET /b', '/a%20HTTP/1.1GET%20/b'],
  ['an escaped new line', '/a%0d%0aX-Evil:%201', '/a%0d%0aX-Evil:%201'],
  [
    'letters whose last bytes are a new line',
    '/a\u010D\u010AX-Evil: 1',
    '/a%C4%8D%C4%8AX-Evil:%201',
  ],
  ['a lone surrogate', '/a\uD800', '/a%EF%BF%BD'],
  ['a null', '/a\0b', '/a%00b'],
  ['a fragment', '/a#\r\nX-Evil: 1', '/a'],
  ['a backslash', '/a\\..\\b', '/b'],
])('a URL with %s makes one request, with the headers of any other', async (_what, path, sent) => {
  let received = '';
  const receiver = await startRawReceiver((socket) => {
    socket.setEncoding('latin1').on('data', (text: string) => {
      received += text;
      if (received.endsWith('}')) socket.end('HTTP/1.1 204 No Content\r\n\r\n');
    });
  });
  const webhookKeys = { k1: { secrets: [secret], format: 'standard' as const } };
  const { store, settle, deadLetters } = await openForwarder({ webhookKeys }, [receiver.port]);
  const url = `http://127.0.0.1:${receiver.port}${path}`;
  await store(['a'], { type: 'open' }, { url, timeoutMs: 30_000, key: 'k1' });
  await settle();
  expect(deadLetters()).toEqual([]);
  const [head = '', body = '', ...more] = received.split('\r\n\r\n');
  const [line, ...headers] = head.split('\r\n');
  expect(line).toBe(`POST ${sent} HTTP/1.1`);
  expect(headers.map((each) => each.replace(/:.*/, '').toLowerCase())).toEqual(names);
  expect([typeof JSON.parse(body), more]).toEqual(['object', []]);
});
