import { describe, expect, it } from 'vitest';
import { createLinks, generateKey } from '@hitmark/codec';
import { rewriteHtml, rewriteText } from '@hitmark/email';
import { rewriteMessage } from '@hitmark/email/message';
import { scan } from '../src/html/scan.ts';
import { processorSeconds } from './support/processor-seconds.ts';

// Limits are many times what each takes; in quadratic time it would be minutes.

const links = createLinks({
  openUrl: 'https://t.example/o/',
  clickUrl: 'https://t.example/c/',
  keys: [generateKey('k1')],
});

describe('rewriteHtml', () => {
  it.each([
    ['<', 50],
    ['<a href="https://a.example/', 20],
    ['\0', 20],
    ['\uD800', 10],
    ['<div>', 10],
    ['{{', 10],
    ['&', 10],
    ['[', 10],
  ])(
    'takes a time linear in the length of %j (%i MB)',
    (piece, megabytes) => {
      const html = piece.repeat((megabytes * 1_000_000) / piece.length);
      const seconds = processorSeconds(() => {
        const rewritten = rewriteHtml(html, { links, opens: false, values: { name: 'x' } });
        expect(rewritten.html.length).toBe(html.length);
      });
      expect(seconds).toBeLessThan(40);
    },
    600_000,
  );
});

describe('scan', () => {
  it.each([
    ['<', '<'],
    ['comments', '<!-->'],
    ['conditional comments', '<!--[if mso]><a href="-->'],
    ['open conditions', '<!--[if-->'],
    ['open quotes', '<a href="x>'],
    ['open scripts', '<script><!--'],
    ['nested elements', '<div>'],
    ['nested svg', '<svg><desc>'],
    ['NUL', '\0'],
    ['declarations', '<!x>'],
    ['dashes', '<!----'],
    ['end tags in svg that end nothing', '<svg><g><g><g></x>'],
    ['svg and math in one another', '<svg><math></svg>'],
    ['nested elements after svg', '<svg></svg><div><table>'],
  ])('takes a time linear in the length of %s', (_name, piece) => {
    const html = piece.repeat(4_000_000 / piece.length);
    // Linear is about one. Quadratic would be minutes: 4 MB are up to four million pieces.
    expect(processorSeconds(() => scan(html, '{{pixel}}'))).toBeLessThan(20);
  });
});

describe('rewriteText', () => {
  it.each([
    'http://',
    'https://a',
    '(',
    'https://a.example/(',
    '<',
    'https://a.example/{{ ',
    'a-',
    'www.',
    'x:',
    'https://a.example/x。',
    '<%',
  ])(
    'takes a time linear in the length of %j',
    (piece) => {
      const text = piece.repeat(5_000_000 / piece.length);
      expect(processorSeconds(() => rewriteText(text, { links }))).toBeLessThan(20);
    },
    300_000,
  );
});

describe('rewriteMessage', () => {
  const head =
    'From: us@shop.example\r\nTo: Ann <ann@b.example>\r\nSubject: x\r\nMIME-Version: 1.0\r\n';
  const anchor = '<a href="https://shop.example/x?a=1&amp;b">x</a>';
  const part = (type: string, body: string) =>
    `--a\r\nContent-Type: text/${type}\r\n\r\n${body}\r\n`;
  const mixed = (parts: string) =>
    `${head}Content-Type: multipart/mixed; boundary=a\r\n\r\n${parts}--a--\r\n`;
  const deep = '--b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n'.repeat(50_000);

  it.each([
    [
      'many parts and many links',
      mixed(
        part('plain', 'https://shop.example/t').repeat(20_000) +
          part('html', `${anchor}\r\n`.repeat(20_000)),
      ),
    ],
    ['nested parts', `${head}Content-Type: multipart/mixed; boundary=b\r\n\r\n${deep}`],
    [
      'parameters and comments of a header',
      `${head}Content-Type: text/html; ${'a="b"; ('.repeat(100_000)}\r\n\r\n${anchor}`,
    ],
    [
      'flowed lines',
      `${head}Content-Type: text/plain; delsp=yes\r\n\r\n${'x \r\nhttps://a.example/1\r\n'.repeat(20_000)}`,
    ],
  ])('takes a time linear in the length of %s', async (_name, message) => {
    const before = process.threadCpuUsage();
    await rewriteMessage(new Uint8Array(Buffer.from(message, 'latin1')), { links });
    const { user, system } = process.threadCpuUsage(before);
    expect((user + system) / 1e6).toBeLessThan(30);
  });
});
