import { Readable } from 'node:stream';
import { createTransport } from 'nodemailer';
import { describe, expect, it } from 'vitest';
import { createLinks, generateKey } from '@hitmark/codec';
import { trackEmails, type TrackEmailsOptions } from '@hitmark/email/nodemailer';

const links = createLinks({
  openUrl: 'https://t.example/o/',
  clickUrl: 'https://t.example/c/',
  unsubscribeUrl: 'https://t.example/u/',
  keys: [generateKey('k1')],
});

/** Builds the email that nodemailer would send. */
async function send(message: object, options: Partial<TrackEmailsOptions> = {}) {
  const transporter = createTransport({ jsonTransport: true });
  transporter.use('compile', trackEmails({ links, ...options }));
  const sent: { message: unknown } = await transporter.sendMail({
    from: 'us@a.example',
    ...message,
  });
  return JSON.parse(String(sent.message)) as {
    html: string;
    text: string;
    amp: string;
    watchHtml: string;
    alternatives: readonly Part[];
    attachments: readonly Part[];
    headers: Record<string, string>;
  };
}

interface Part {
  readonly contentType: string;
  readonly content: string;
  readonly encoding?: string;
}

/** nodemailer gives Buffers as base64. */
function contentOf({ content, encoding }: Part): string {
  return encoding === 'base64' ? Buffer.from(content, 'base64').toString() : content;
}

const html = '<a href="https://a.example/x">x</a>';
const to = 'ann@b.example';

function trackedUrls(text: string) {
  return (text.match(/https:\/\/t\.example\/[oc]\/[\w-]+/g) ?? []).map((url) => links.read(url));
}

describe('trackEmails', () => {
  it('rewrites the HTML of a message with what it says about its recipient', async () => {
    const hitmark = { metadata: { id: 7 }, message: 'm1', recipient: 'c-7' };
    const sent = await send({ to, html, hitmark });
    expect(trackedUrls(sent.html)).toMatchObject([
      {
        kind: 'click',
        url: 'https://a.example/x',
        metadata: { id: 7 },
        message: 'm1',
        recipient: 'c-7',
      },
      { kind: 'open', metadata: { id: 7 }, message: 'm1', recipient: 'c-7' },
    ]);
  });

  it.each([
    ['a Buffer', () => Buffer.from(html)],
    ['a stream', () => Readable.from([Buffer.from(html)])],
    ['an object with content', () => ({ content: html })],
  ])('takes the HTML as %s', async (_name, content) => {
    expect(trackedUrls((await send({ to, html: content() })).html)).toHaveLength(2);
  });

  it('leaves the text alone, unless asked', async () => {
    const text = 'https://a.example/x https://a.example/y';
    const marked = '<a data-track="off" href="https://a.example/y">y</a>';
    expect((await send({ to, html: marked, text })).text).toBe(text);
    const sent = await send({ to, html: marked, text }, { text: true });
    expect(trackedUrls(sent.text)).toMatchObject([{ url: 'https://a.example/x' }]);
    expect(sent.text).toContain(' https://a.example/y');
  });

  it.each([
    ['two in one field', { to: 'a@b.example, c@d.example' }],
    ['two fields', { to, cc: 'c@d.example' }],
    ['a hidden copy', { to, bcc: ['c@d.example'] }],
    [
      'objects',
      {
        to: [
          { name: 'A', address: to },
          { name: 'C', address: 'c@d.example' },
        ],
      },
    ],
    ['a group', { to: 'All: a@b.example, c@d.example;' }],
    ['an envelope', { to, envelope: { from: 'us@a.example', to: ['a@b.example', 'c@d.example'] } }],
  ])('refuses a message to several recipients: %s', async (_name, recipients) => {
    await expect(send({ html, ...recipients })).rejects.toMatchObject({
      name: 'EmailError',
      message: 'expected a message with links of its own to go to one recipient, got 2',
    });
  });

  it.each([
    ['a name with a comma', { to: '"Doe, Ann @ B" <ann@b.example>' }],
    ['the same twice', { to, cc: 'Ann <ANN@b.example>' }],
    ['an envelope to one', { to: 'all@a.example, x@a.example', envelope: { to } }],
  ])('takes %s for one recipient', async (_name, recipients) => {
    expect(trackedUrls((await send({ html, ...recipients })).html)).toHaveLength(2);
  });

  it('sends to several what is not tracked', async () => {
    const sent = await send({ to: [to, 'c@d.example'], html, hitmark: { tracking: 'none' } });
    expect(sent.html).toBe(html);
    const several = { to: [to, 'c@d.example'], html, hitmark: { tracking: 'none' } };
    await expect(send(several, { unsubscribe: true })).rejects.toThrow('one recipient, got 2');
  });

  it('adds the headers of one-click unsubscribing', async () => {
    const headers = { 'X-Own': 'x' };
    const sent = await send({ to, html, headers }, { unsubscribe: { mailto: 'leave@a.example' } });
    expect(sent.headers).toMatchObject({
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      'X-Own': 'x',
    });
    expect(sent.headers['List-Unsubscribe']).toMatch(
      /^<https:\/\/t\.example\/u\/.*>, <mailto:leave@a/,
    );
  });

  it.each([
    ['in any case', { headers: { 'list-unsubscribe': '<mailto:own@a.example>' } }],
    ['in a list', { headers: [{ key: 'List-Unsubscribe', value: '<mailto:own@a.example>' }] }],
    ['in `list`', { list: { Unsubscribe: 'own@a.example' } }],
  ])('leaves a List-Unsubscribe header alone that the message has (%s)', async (_name, own) => {
    const codes: string[] = [];
    const transport = createTransport({ streamTransport: true, buffer: true });
    const onWarning = ({ code }: { readonly code: string }) => codes.push(code);
    transport.use('compile', trackEmails({ links, unsubscribe: true, onWarning }));
    const { message } = await transport.sendMail({ to, html, ...own });
    const sent = (message as Buffer).toString();
    expect(sent.match(/^List-Unsubscribe.*/gim)).toEqual([
      'List-Unsubscribe: <mailto:own@a.example>',
    ]);
    expect(codes).toEqual(['list-unsubscribe']);
  });

  it.each([
    ['in `headers`', { headers: { 'list-unsubscribe': '' } }],
    ['in `list`', { list: { unsubscribe: [] } }],
  ])('adds them where a header of that name has no value (%s)', async (_name, own) => {
    const transport = createTransport({ streamTransport: true, buffer: true });
    transport.use('compile', trackEmails({ links, unsubscribe: true }));
    const { message } = await transport.sendMail({ to, html, ...own });
    const sent = (message as Buffer).toString();
    expect(sent.match(/^List-Unsubscribe: <https:/gim)).toHaveLength(1);
  });

  it('adds them beside other headers of a list', async () => {
    const sent = await send(
      { to, html, headers: [{ key: 'List-Id', value: 'news' }], list: { help: 'help@a.example' } },
      { unsubscribe: true },
    );
    expect(sent.headers).toMatchObject([
      { key: 'List-Id' },
      { key: 'List-Unsubscribe' },
      { key: 'List-Unsubscribe-Post' },
    ]);
  });

  it('tells of what a sender should know', async () => {
    const codes: string[] = [];
    await send(
      { to, html: '<a href="http://a.example/">x</a>' },
      { onWarning: ({ code }) => codes.push(code) },
    );
    expect(codes).toEqual(['plain-http']);
  });

  it('fails with what fails, and sends nothing', async () => {
    await expect(send({ to, html: { path: '/no/such/file' } })).rejects.toThrow('ENOENT');
    const metadata = { at: new Date() };
    await expect(send({ to, html, hitmark: { metadata } })).rejects.toThrow('JSON');
  });

  const tracked = /^<a href="https:\/\/t\.example\/c\/[\w-]+">x<\/a>/;
  const amp = `<!doctype html><html ⚡4email><body>${html}</body></html>`;
  const calendar = 'BEGIN:VCALENDAR\r\nURL:https://a.example/e\r\nEND:VCALENDAR';

  it('tracks AMP as AMP allows it', async () => {
    const { amp: sent } = await send({ to, html, amp, text: 'x' });
    expect(sent).toMatch(/<body><a href="https:\/\/t\.example\/c\/[\w-]+">x<\/a><amp-img src="/);
    expect(sent).not.toContain('<img');
  });

  it.each([
    ['requests', `${amp}<form action-xhr="https://a.example/f">`],
    ['lists', `${amp}<amp-list src="https://a.example/l">`],
  ])(
    'warns of the %s that AMP lets nobody redirect, and leaves them alone',
    async (_what, given) => {
      const warnings: string[] = [];
      const onWarning = ({ message }: { message: string }) => warnings.push(message);
      const { amp: sent } = await send({ to, amp: given }, { onWarning });
      expect(sent).toContain(given.slice(amp.length));
      expect(warnings).toEqual([
        'AMP forbids redirects of requests: `action-xhr` and the `src` of <amp-list> are not tracked',
      ]);
    },
  );

  it('tracks what is shown on a watch, without a second pixel', async () => {
    const { watchHtml } = await send({ to, html, watchHtml: html });
    expect(watchHtml).toMatch(tracked);
    expect(watchHtml).not.toContain('<img');
  });

  it('tracks alternatives by their type, and changes no object of the caller', async () => {
    const alternatives = [
      {
        contentType: 'text/html; charset="iso-8859-1"',
        content: Buffer.from(`${html}\xe9`, 'latin1'),
      },
      { contentType: 'text/x-amp-html', content: Readable.from([Buffer.from(amp)]) },
      {
        contentType: 'text/plain',
        content: Buffer.from('https://a.example/x').toString('hex'),
        encoding: 'hex',
      },
      { contentType: 'text/markdown', content: 'x' },
    ];
    const given = alternatives.map((alternative) => ({ ...alternative }));
    const { alternatives: sent } = await send({ to, alternatives }, { text: true });
    const [latin, ampPart, plain, markdown] = sent.map(contentOf);
    expect(latin).toMatch(tracked);
    expect(latin).toContain('é');
    expect(sent[0]?.contentType).toBe('text/html; charset=utf-8');
    expect(ampPart).toContain('<amp-img');
    expect(plain).toMatch(/^https:\/\/t\.example\/c\/[\w-]+$/);
    expect(markdown).toBe('x');
    expect(alternatives[0]).toEqual(given[0]);
    expect(alternatives[2]).toEqual(given[2]);
  });

  it.each([
    ['a calendar', { icalEvent: { method: 'REQUEST', content: calendar } }, 'text/calendar'],
    [
      'an alternative',
      { alternatives: [{ contentType: 'text/markdown', content: 'https://a.example/' }] },
      'text/markdown',
    ],
    [
      'raw',
      {
        alternatives: [{ contentType: 'text/html', raw: `Content-Type: text/html\r\n\r\n${html}` }],
      },
      'text/html',
    ],
  ])('leaves %s as it is, and says so', async (_what, part, type) => {
    const warnings: { code: string; message: string }[] = [];
    const sent = await send(
      { to, html, ...part },
      { onWarning: (warning) => warnings.push(warning) },
    );
    expect(JSON.stringify(sent)).not.toMatch(/"(?:icalEvent|alternatives)":[^]*t\.example\/c/);
    expect(warnings).toMatchObject([
      { code: 'untracked-part', message: expect.stringContaining(type) },
    ]);
  });

  it('leaves attachments alone', async () => {
    const attachments = [{ filename: 'page.html', content: html }];
    const { attachments: sent } = await send({ to, html, attachments });
    expect(sent.map(contentOf)).toEqual([html]);
  });

  it('tracks a whole message that is given as it is', async () => {
    const raw = `To: ${to}\r\nContent-Type: text/html\r\n\r\n${html}`;
    const transport = createTransport({ streamTransport: true, buffer: true });
    transport.use('compile', trackEmails({ links, unsubscribe: true }));
    for (const given of [raw, Buffer.from(raw), Readable.from([Buffer.from(raw)])]) {
      const envelope = { from: 'us@a.example', to };
      const { message } = await transport.sendMail({
        envelope,
        raw: given,
        hitmark: { metadata: { id: 7 } },
      } as object);
      const sent = (message as Buffer).toString();
      expect(trackedUrls(sent)).toMatchObject([
        { kind: 'click', metadata: { id: 7 } },
        { kind: 'open' },
      ]);
      expect(sent.match(/List-Unsubscribe:/g)).toHaveLength(1);
    }
  });

  it('has nothing to do with a message without HTML', async () => {
    expect((await send({ to, text: 'x' })).text).toBe('x');
  });
});
