import { Readable } from 'node:stream';
import { createTransport } from 'nodemailer';
import { describe, expect, it } from 'vitest';
import { createLinks, generateKey } from '@hitmark/codec';
import { rewriteMessage, type RewriteMessageOptions } from '@hitmark/email/message';

const links = createLinks({
  openUrl: 'https://t.example/o/',
  clickUrl: 'https://t.example/c/',
  unsubscribeUrl: 'https://t.example/u/',
  keys: [generateKey('k1')],
});
const head =
  'From: us@shop.example\r\nTo: Ann <ann@b.example>\r\nSubject: x\r\nMIME-Version: 1.0\r\n';
const anchor = '<a href="https://shop.example/x?a=1&amp;b">x</a>';

const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));
const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');

async function rewrite(message: string, options: Partial<RewriteMessageOptions> = {}) {
  const rewritten = await rewriteMessage(bytesOf(message), { links, ...options });
  return { ...rewritten, text: textOf(rewritten.message) };
}

/** The message with click links shown as where they lead, in brackets, and pixels as a bar. */
async function readable(message: string, options: Partial<RewriteMessageOptions> = {}) {
  const { text } = await rewrite(message, options);
  return text
    .replaceAll(/<img src="https:\/\/t\.example\/o\/[^>]*>/g, '|')
    .replaceAll(/https:\/\/t\.example\/c\/[\w-]+/g, (href) => `[${links.read(href).url}]`);
}

/** A multipart of parts as they are written. */
function multipart(type: string, ...parts: readonly string[]): string {
  const written = parts.map((part) => `--b\r\n${part}\r\n`).join('');
  return `${head}Content-Type: multipart/${type}; boundary=b\r\n\r\n${written}--b--\r\n`;
}

const html = (more = '', body = anchor) => `Content-Type: text/html${more}\r\n\r\n${body}`;
const text = (body: string, more = '') => `Content-Type: text/plain${more}\r\n\r\n${body}`;

describe('rewriteMessage', () => {
  const message = multipart('alternative', text('See https://shop.example/t.'), html());
  const rewritten = multipart(
    'alternative',
    text('See [https://shop.example/t].'),
    html('', '<a href="[https://shop.example/x?a=1&b]">x</a>|'),
  );

  it('tracks HTML and text, and keeps every byte around them', async () => {
    expect(await readable(message)).toBe(rewritten);
  });

  it('keeps the line breaks of a file', async () => {
    expect(await readable(message.replaceAll('\r\n', '\n'))).toBe(
      rewritten.replaceAll('\r\n', '\n'),
    );
  });

  it('takes a stream of the web, and one of Node', async () => {
    const bytes = bytesOf(message);
    const halves = () => [bytes.subarray(0, 100), bytes.subarray(100)];
    const web = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const half of halves()) controller.enqueue(half);
        controller.close();
      },
    });
    for (const stream of [web, Readable.from(halves())]) {
      const { message: after, links: found } = await rewriteMessage(stream, { links });
      expect(found).toHaveLength(2);
      expect(textOf(after)).toContain('multipart/alternative');
    }
  });

  it('tells which links it made, in which part, and how much longer the message got', async () => {
    const after = await rewrite(message, { metadata: { id: 7 }, message: 'm1', recipient: 'c-7' });
    expect(after.links).toMatchObject([
      { url: 'https://shop.example/t', part: '1', position: 1 },
      { url: 'https://shop.example/x?a=1&b', target: 'https://shop.example/x?a=1&b', part: '2' },
    ]);
    expect(after.links.map(({ href }) => links.read(href))).toMatchObject([
      { metadata: { id: 7 }, message: 'm1', recipient: 'c-7' },
      { metadata: { id: 7 }, message: 'm1', recipient: 'c-7' },
    ]);
    expect(after.bytesAdded).toBe(after.message.length - message.length);
  });

  it('leaves the text alone on request, and what is opted out in the HTML', async () => {
    expect((await rewrite(message, { text: false })).links.map(({ part }) => part)).toEqual(['2']);
    const optedOut = multipart(
      'alternative',
      text('https://shop.example/x?a=1&b https://shop.example/y'),
      html('', anchor.replace('<a', '<a data-track="off"')),
    );
    const after = await rewrite(optedOut);
    expect(after.links.map(({ url }) => url)).toEqual(['https://shop.example/y']);
    expect(after.text).not.toContain('data-track');
    expect(after.skipped).toEqual([
      { url: 'https://shop.example/x?a=1&b', reason: 'opted-out' },
      { url: 'https://shop.example/x?a=1&b', reason: 'opted-out' },
    ]);
  });

  it('returns the message unchanged with tracking none', async () => {
    for (const given of [message, `DKIM-Signature: v=1\r\n${message}`]) {
      const after = await rewrite(given, { tracking: 'none' });
      expect(after).toMatchObject({ text: given, links: [], bytesAdded: 0, warnings: [] });
    }
  });

  it('leaves attachments alone, whatever they hold', async () => {
    const parts = [
      html('; name=a\r\nContent-Disposition: attachment'),
      html('\r\nContent-Disposition: inline; filename="page.html"'),
      text('https://shop.example/', '\r\nContent-Disposition: ATTACHMENT; filename=a.txt'),
      `Content-Type: message/rfc822\r\n\r\n${head}${html()}`,
      'Content-Type: multipart/mixed; boundary=c\r\nContent-Disposition: attachment\r\n\r\n' +
        `--c\r\n${html()}\r\n--c--`,
    ];
    const given = multipart('mixed', ...parts);
    expect(await readable(given)).toBe(given);
  });

  it('has one pixel where several parts of HTML are shown', async () => {
    const after = await readable(multipart('mixed', html(), html(), text('x')));
    expect(after.split('|')).toHaveLength(2);
    expect(after).toContain('</a>|\r\n--b\r\nContent-Type: text/plain');
  });

  it('puts no pixel where none is wanted', async () => {
    expect(await readable(message, { opens: false })).not.toContain('|');
  });

  it('puts the honeypot in once', async () => {
    const after = await rewrite(multipart('mixed', html(), html()), {
      honeypot: 'https://shop.example/legal',
    });
    expect(after.text.match(/display:none/g)).toHaveLength(1);
  });

  it('reads no part of a message that has none', async () => {
    const given = `${head}Content-Type: multipart/mixed\r\n\r\n${anchor}`;
    expect(await readable(given)).toBe(given);
    expect(await readable(head)).toBe(head);
  });

  it('warns of a message to several recipients', async () => {
    const shared = message.replace('Ann <ann@b.example>', '"A, B" <a@b.example>,\r\n c@d.example');
    expect((await rewrite(shared)).warnings.map(({ code }) => code)).toEqual(['shared-message']);
    expect((await rewrite(message)).warnings).toEqual([]);
  });
});

describe('transfer encodings', () => {
  it('of the body stay, and so does what is around a link in quoted-printable', async () => {
    const encoded =
      'Gr=FC=DFe=\r\n =3d <a href=3D"https://shop.example/=\r\nx">x</a>=20\r\n=20.\r\n';
    const given = `${head}Content-Type: text/html; charset=iso-8859-1\r\nContent-Transfer-Encoding: Quoted-Printable\r\n\r\n${encoded}`;
    const { text: after } = await rewrite(given, { opens: false });
    const [before = '', rest = ''] = encoded.split('https://shop.example/=\r\nx');
    expect(after.startsWith(given.slice(0, -encoded.length) + before)).toBe(true);
    expect(after.endsWith(rest)).toBe(true);
  });

  it('become quoted-printable where a line would get too long', async () => {
    const line = `<p>${'x'.repeat(960)}${anchor}</p>`.slice(0, 998);
    for (const field of ['', 'Content-Transfer-Encoding: 8bit\r\n']) {
      const { text: after } = await rewrite(`${head}${field}${html('', `${line}\r\n`)}`);
      expect(after.match(/content-transfer-encoding: .*/gi)).toEqual([
        'Content-Transfer-Encoding: quoted-printable',
      ]);
      expect(after.split('\r\n').every(({ length }) => length <= 76)).toBe(true);
    }
  });

  it('make a message a MIME message that was none', async () => {
    const given = `From: us@shop.example\r\nTo: a@b.example\r\n\r\n${'x'.repeat(960)} https://shop.example/x`;
    const { text: after } = await rewrite(given);
    expect(after).toContain('MIME-Version: 1.0\r\n');
    expect(after.match(/MIME-Version/g)).toHaveLength(1);
  });

  it('are not changed by a line that was too long in a part that is left alone', async () => {
    const given = multipart('mixed', html('', 'x'.repeat(2000)), html());
    expect(await readable(given, { opens: false })).not.toContain('quoted-printable');
  });

  it.each([
    ['is not known', 'x-uuencode', 'begin 644 x'],
    ['is broken', 'base64', 'PGEg!PQ==PQ=A'],
  ])('that one %s is told, and the part is left alone', async (_what, encoding, body) => {
    const given = `${head}Content-Type: text/html\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n${body}`;
    const { text: after, warnings } = await rewrite(given);
    expect(after).toBe(given);
    expect(warnings).toMatchObject([
      { code: 'untracked-part', message: expect.stringContaining(`transfer encoding ${encoding}`) },
    ]);
  });
});

describe('sizes', () => {
  const sizeOf = (body: string) =>
    `Content-Length: ${body.length}\r\nLines: ${body.split('\n').length - 1}\r\n`;
  const bodyOf = (message: string) => message.slice(message.indexOf('\r\n\r\n') + 4);

  it('that headers tell are those of the new bodies', async () => {
    const inner = `${anchor}\r\n${'x'.repeat(990)}${anchor}\r\n`;
    const plain = multipart('mixed', `${sizeOf(inner)}Content-MD5: x\r\n${html('', inner)}`);
    const { text: after } = await rewrite(plain.replace('MIME-', `${sizeOf(bodyOf(plain))}MIME-`));
    const body = bodyOf(after);
    expect(after).toContain(`${sizeOf(body)}MIME-`);
    expect(body).toContain(sizeOf(bodyOf(body).slice(0, -'\r\n--b--\r\n'.length)));
    expect(body).not.toContain('Content-MD5');
    expect(body).toContain('quoted-printable');
  });
});

describe('messages that a change would break', () => {
  const body = `${html()}\r\n`;

  it.each([
    ['DKIM', `DKIM-Signature: v=1; a=rsa-sha256\r\n${head}${body}`],
    ['ARC', `ARC-Seal: i=1\r\nARC-Message-Signature: i=1\r\n${head}${body}`],
    ['DomainKeys', `DomainKey-Signature: a=rsa-sha1\r\n${head}${body}`],
    ['S/MIME', multipart('signed; protocol="application/pkcs7-signature"', html(), 'x: y\r\n\r\n')],
    ['OpenPGP', multipart('signed; protocol="application/pgp-signature"', html(), 'x: y\r\n\r\n')],
    [
      'S/MIME',
      `${head}Content-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m\r\nContent-Disposition: attachment\r\n\r\nMII=`,
    ],
    ['OpenPGP', `${head}${text('-----BEGIN PGP SIGNED MESSAGE-----\r\nHash: SHA256\r\n\r\nx')}`],
    [
      'S/MIME',
      multipart(
        'mixed',
        multipart('signed', html(), 'x: y\r\n\r\n')
          .replaceAll('--b', '--c')
          .replace('boundary=b', 'boundary=c')
          .replace(head, ''),
      ),
    ],
  ])('are refused as signed by %s', async (by, message) => {
    await expect(rewrite(message)).rejects.toMatchObject({
      name: 'EmailError',
      code: 'signed',
      message: `the message is signed (${by}), and rewriting would break the signature: rewrite it first, sign it afterwards`,
    });
  });

  it.each([
    [
      'S/MIME',
      `${head}Content-Type: application/x-pkcs7-mime; smime-type=enveloped-data\r\n\r\nMII=`,
    ],
    ['OpenPGP', multipart('encrypted; protocol="application/pgp-encrypted"', html())],
    ['OpenPGP', `${head}${text('-----BEGIN PGP MESSAGE-----\r\n\r\nx')}`],
    [
      'OpenPGP',
      `${head}Content-Transfer-Encoding: base64\r\n${text(btoa('-----BEGIN PGP MESSAGE-----\r\n'))}`,
    ],
  ])('are refused as encrypted by %s', async (_by, message) => {
    await expect(rewrite(message)).rejects.toMatchObject({ code: 'encrypted' });
  });

  it('are not those with a signed message attached, or one quoted', async () => {
    const attached = `Content-Type: message/rfc822\r\n\r\nDKIM-Signature: v=1\r\n${head}${body}`;
    const file =
      'Content-Type: application/pkcs7-mime\r\nContent-Disposition: attachment\r\n\r\nMII=';
    const quoted = text('> -----BEGIN PGP MESSAGE-----');
    const { links: found } = await rewrite(multipart('mixed', html(), attached, file, quoted));
    expect(found).toHaveLength(1);
  });

  it('are those that nodemailer signs', async () => {
    const { privateKey } = await crypto.subtle
      .generateKey(
        {
          name: 'RSASSA-PKCS1-v1_5',
          modulusLength: 2048,
          publicExponent: new Uint8Array([1, 0, 1]),
          hash: 'SHA-256',
        },
        true,
        ['sign'],
      )
      .then(async (pair) => ({
        privateKey: Buffer.from(await crypto.subtle.exportKey('pkcs8', pair.privateKey)).toString(
          'base64',
        ),
      }));
    const pem = `-----BEGIN PRIVATE KEY-----\n${privateKey.replaceAll(/.{64}/g, '$&\n')}\n-----END PRIVATE KEY-----\n`;
    const transport = createTransport({
      streamTransport: true,
      buffer: true,
      dkim: { domainName: 'shop.example', keySelector: 'k', privateKey: pem },
    });
    const { message } = await transport.sendMail({
      from: 'us@shop.example',
      to: 'a@b.example',
      html: anchor,
    });
    await expect(rewriteMessage(message as Buffer, { links })).rejects.toMatchObject({
      code: 'signed',
    });
  });
});

describe('an input that is not a message', () => {
  it.each(['<p>x</p>', 'Hello', '', 'https://shop.example/\n\nx', '{{name}}: x\n\n<p>'])(
    'is refused: %j',
    async (given) => {
      await expect(rewrite(given)).rejects.toMatchObject({
        name: 'EmailError',
        code: 'not-a-message',
      });
    },
  );

  it('is a string: it may have lost its encodings', async () => {
    const given = head as unknown as Uint8Array;
    await expect(rewriteMessage(given, { links })).rejects.toThrow(TypeError);
    const stream = Readable.from([head]) as unknown as AsyncIterable<Uint8Array>;
    await expect(rewriteMessage(stream, { links })).rejects.toThrow('got a stream of string');
  });
});

describe('headers of one-click unsubscribing', () => {
  const message = `${head}${html()}`;

  it('are added at the end of the header', async () => {
    const { text: after, links: made } = await rewrite(message, {
      unsubscribe: { mailto: 'leave@shop.example' },
      metadata: { id: 7 },
    });
    const [, url = ''] =
      /\r\nList-Unsubscribe: <([^>]*)>, <mailto:leave@shop\.example>\r\n/.exec(after) ?? [];
    expect(links.read(url)).toMatchObject({ kind: 'unsubscribe', metadata: { id: 7 } });
    expect(after).toContain('\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n\r\n<a href');
    expect(made).toHaveLength(1);
  });

  it('are those of the message where it has them', async () => {
    const own = message.replace('MIME', 'List-Unsubscribe: <mailto:x@y.example>\r\nMIME');
    const { text: after, warnings } = await rewrite(own, { unsubscribe: true });
    expect(after.match(/List-Unsubscribe/g)).toHaveLength(1);
    expect(warnings.map(({ code }) => code)).toEqual(['list-unsubscribe']);
  });

  it('are in lines of at most 998 characters', async () => {
    const roomy = createLinks({
      unsubscribeUrl: 'https://t.example/u/',
      clickUrl: 'https://t.example/c/',
      openUrl: 'https://t.example/o/',
      keys: [generateKey('k1')],
      maxUrlLength: 9000,
    });
    const metadata = { note: Array.from({ length: 900 }, (_, index) => index * 7919).join('') };
    const { text: after } = await rewrite(message, {
      links: roomy,
      unsubscribe: true,
      metadata,
      clicks: false,
      opens: false,
    });
    const lines = after.split('\r\n');
    expect(lines.every(({ length }) => length <= 998)).toBe(true);
    const field = /List-Unsubscribe: <([^>]*)>/.exec(after)?.[1] ?? '';
    expect(roomy.read(field.replaceAll(/\s/g, '')).metadata).toEqual(metadata);
  });
});

describe('parts that are not tracked', () => {
  const calendar = 'BEGIN:VCALENDAR\r\nURL:https://shop.example/e\r\nEND:VCALENDAR';

  it.each([
    ['text/calendar; method=REQUEST', calendar, 'calendars keep them'],
    ['text/enriched', '<bold>https://shop.example/</bold>', 'only HTML, AMP and plain text'],
  ])('are told, if they hold links: %s', async (type, body, reason) => {
    const given = multipart('mixed', html(), `Content-Type: ${type}\r\n\r\n${body}`);
    const { text: after, warnings } = await rewrite(given);
    expect(after).toContain(body);
    expect(warnings).toMatchObject([
      { code: 'untracked-part', message: expect.stringContaining(reason) },
    ]);
    const without = await rewrite(
      given.replace('https://shop.example/e', 'x').replace('https://shop.example/</', 'x</'),
    );
    expect(without.warnings).toEqual([]);
  });
});
