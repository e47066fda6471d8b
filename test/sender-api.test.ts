import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLinks, type Links } from '@hitmark/codec';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEvents } from './support/collector.ts';
import { startCommand } from './support/command.ts';
import {
  apiToken,
  postJson,
  reportToken,
  startSenderCollector,
  type SenderCollector,
} from './support/sender-api.ts';

const folder = mkdtempSync(join(tmpdir(), 'hitmark-senders-'));
const data = join(folder, 'data');
let collector: SenderCollector;
let links: Links;

beforeAll(async () => {
  collector = await startSenderCollector(data);
  links = createLinks({ keys: collector.key });
});

afterAll(async () => {
  collector.process.kill();
  await collector.end();
  rmSync(folder, { recursive: true });
});

const post = (path: string, body: unknown, token?: string | null) =>
  postJson(collector.api + path, body, token);

const click = { kind: 'click', url: 'https://shop.example/', recipient: 'c-17' };

/** Links of a text, read. */
function linksIn(text: string): unknown[] {
  return [...text.matchAll(/http:\/\/localhost:\d+\/[ocu]\/[\w-]+/g)].map(([url]) => {
    const { kind, url: target, recipient } = links.read(url);
    return [kind, target, recipient];
  });
}

describe('POST /api/links', () => {
  it('makes a link that the collector records, with its site and recipient', async () => {
    const about = { metadata: { order: 7 }, message: 'spring', site: 'acme', label: 'top' };
    const { status, body } = await post('/api/links', { ...click, ...about });
    expect(status).toBe(200);
    const { url } = body as { readonly url: string };
    expect(url).toMatch(new RegExp(`^${collector.url}/c/s`));
    const answer = await fetch(url, { redirect: 'manual' });
    expect([answer.status, answer.headers.get('location')]).toEqual([302, click.url]);
    await expect
      .poll(() => readEvents(data))
      .toMatchObject([
        {
          type: 'click',
          site: 'acme',
          message: 'spring',
          recipient: 'c-17',
          link: { label: 'top' },
        },
      ]);
  });

  it('makes a thousand, in their order; what can not be made keeps none from the others', async () => {
    const inputs = Array.from({ length: 1_000 }, (_none, index) => ({
      ...click,
      url: index === 500 ? 'javascript:alert(1)' : `https://shop.example/${index}`,
    }));
    const { status, body } = await post('/api/links', inputs);
    expect(status).toBe(200);
    const answers = body as readonly { readonly url: string }[];
    expect(answers[500]).toMatchObject({ error: { code: 'forbidden-scheme' } });
    const made = answers.toSpliced(500, 1).map(({ url }) => links.read(url).url);
    expect(made).toEqual(inputs.toSpliced(500, 1).map(({ url }) => url));
  });

  it.each([
    [{ ...click, url: 'javascript:alert(1)' }, 'forbidden-scheme', /^expected /],
    [{ ...click, recipent: 'c' }, 'bad-input', /^expected no member recipent: there is none$/],
    [{ kind: 'click' }, 'bad-input', /^expected kind open, unsubscribe, or click with a url$/],
    [{ ...click, label: 5 }, 'bad-input', /^expected label to be a string, got 5$/],
    [{ ...click, site: '' }, 'bad-input', /^expected site to have a character or more$/],
    [{ ...click, site: 'x'.repeat(65) }, 'bad-input', /^expected site to have at most 64/],
    ['click', 'bad-input', /^expected a JSON object$/],
    [null, 'bad-input', /^expected a JSON object$/],
    [[], 'bad-input', /^expected one object, or a list of 1 to 1000, got 0$/],
    [Array.from({ length: 1_001 }, () => click), 'bad-input', /got 1001$/],
  ])('says what is wrong with %j', async (input, code, message) => {
    expect(await post('/api/links', input)).toEqual({
      status: 400,
      body: { error: { code, message: expect.stringMatching(message), problems: [] } },
    });
  });

  it('refuses a body that is too long, before it is read', async () => {
    const long = { ...click, metadata: 'x'.repeat(2 ** 21) };
    const { status, body } = await post('/api/links', long);
    expect({ status, body }).toMatchObject({ status: 413, body: { error: { problems: [] } } });
  });
});

describe('POST /api/rewrite', () => {
  const html = '<p><a href="https://shop.example/{{id}}">Grüße {{name}}</a></p>';

  it('tracks HTML and text for each of several recipients', async () => {
    const email = { html, text: 'See https://shop.example/', message: 'spring' };
    const { body } = await post('/api/rewrite', [
      { ...email, recipient: 'c-1', values: { id: 1, name: 'Ann' } },
      { ...email, recipient: 'c-2', values: { id: 2, name: 'Bob & Co' } },
      { ...email, html: 5 },
    ]);
    const [first, second, third] = body as readonly Record<string, string>[];
    expect(linksIn(`${first?.['html']} ${first?.['text']}`)).toEqual([
      ['click', 'https://shop.example/1', 'c-1'],
      ['open', null, 'c-1'],
      ['click', 'https://shop.example/', 'c-1'],
    ]);
    expect(second?.['html']).toContain('Grüße Bob &amp; Co</a>');
    expect(linksIn(String(second?.['html']))).toContainEqual(['open', null, 'c-2']);
    expect(third).toEqual({
      error: { code: 'bad-input', message: 'expected an email as a string, got number' },
    });
  });

  it('tracks a text alone, without HTML', async () => {
    const { body } = await post('/api/rewrite', { text: 'https://shop.example/', recipient: 'c' });
    expect(body).not.toHaveProperty('html');
    expect(linksIn((body as { text: string }).text)).toEqual([
      ['click', 'https://shop.example/', 'c'],
    ]);
  });

  it('takes options of the email: campaign parameters, and what is left alone', async () => {
    const options = { utm: { source: 'news' }, opens: false, unsubscribeUrl: 'https://a.example/' };
    const two = '<a href="https://shop.example/">a</a><a href="https://a.example/">b</a>';
    const { body } = await post('/api/rewrite', { html: two, ...options });
    expect(linksIn((body as { html: string }).html)).toEqual([
      ['click', 'https://shop.example/?utm_source=news', null],
    ]);
    expect(body).toMatchObject({ skipped: [{ url: 'https://a.example/' }] });
  });

  it('tracks a whole message, and keeps its other bytes', async () => {
    const message = (body: string) =>
      Buffer.from(
        `Subject: x\r\nTo: a@b.example\r\nContent-Type: text/plain; charset=iso-8859-1\r\n\r\n${body}\r\n`,
        'latin1',
      );
    const source = message('Grüße https://shop.example/');
    const { status, body } = await post('/api/rewrite', {
      eml: source.toString('base64'),
      recipient: 'c-17',
    });
    expect(status).toBe(200);
    const { eml } = body as { readonly eml: string };
    const written = Buffer.from(eml, 'base64').toString('latin1');
    expect(linksIn(written)).toEqual([['click', 'https://shop.example/', 'c-17']]);
    const restored = written.replace(/http:\/\/localhost\S+/, 'https://shop.example/');
    expect(Buffer.from(restored, 'latin1').equals(source)).toBe(true);
  });

  it.each([
    [{}, 'bad-input', 'expected html, text or eml'],
    [{ html: 'Subject: x\nTo: a@b.example\n\nx' }, 'whole-message', ''],
    [{ eml: btoa('<p>no message</p>') }, 'not-a-message', ''],
    [{ eml: btoa('DKIM-Signature: v=1\nTo: a@b\n\nhttps://a.example/') }, 'signed', ''],
    [{ eml: btoa('To: a@b'), values: { a: 1 } }, 'bad-input', 'expected no values beside eml'],
    [{ html, pixel: 'left' }, 'bad-input', 'expected pixel to be one of bottom, top, both'],
    [{ html, utm: { sauce: 'x' } }, 'bad-input', 'expected no member utm.sauce'],
    [{ html, values: { a: {} } }, 'bad-input', 'expected values to be strings and numbers'],
  ])('says what is wrong with %j', async (input, code, message) => {
    expect(await post('/api/rewrite', input)).toEqual({
      status: 400,
      body: { error: { code, message: expect.stringContaining(message), problems: [] } },
    });
  });
});

describe('POST /api/read', () => {
  it('says what a link says, and why one says nothing', async () => {
    const { body: made } = await post('/api/links', { ...click, metadata: { a: [1, null] } });
    const { url } = made as { readonly url: string };
    expect(await post('/api/read', { url })).toMatchObject({
      status: 200,
      body: { kind: 'click', url: click.url, metadata: { a: [1, null] }, authentic: true },
    });
    const changed = `${url.slice(0, -2)}${url.endsWith('AA') ? 'BB' : 'AA'}`;
    const { status, body } = await post('/api/read', [{ url: changed }, { url: 5 }, { url }]);
    expect(status).toBe(200);
    expect(body).toMatchObject([
      { error: { message: expect.stringMatching(/./) } },
      { error: { code: 'bad-input', message: 'expected a url' } },
      { recipient: 'c-17' },
    ]);
  });
});

describe('the tokens', () => {
  const query = { date_range: '7d', metrics: ['visitors'] };

  it.each(['/api/links', '/api/rewrite', '/api/read'])(
    'of senders opens %s alone',
    async (path) => {
      for (const [token, code] of [
        [reportToken, 'wrong-token'],
        [`${apiToken}x`, 'wrong-token'],
        [null, 'not-logged-in'],
      ] as const) {
        expect(await post(path, {}, token)).toMatchObject({
          status: 401,
          body: { error: { code } },
        });
      }
    },
  );

  it('of senders reads no report, and that of readers does', async () => {
    expect(await post('/api/query', query)).toMatchObject({ status: 401 });
    expect(await post('/api/query', query, reportToken)).toMatchObject({ status: 200 });
  });

  it("opens nothing on the tag's port", async () => {
    const answer = await fetch(`${collector.url}/api/links`, {
      method: 'POST',
      headers: { authorization: `Bearer ${apiToken}` },
      body: '{}',
    });
    expect(answer.status).toBe(404);
  });
});

describe('a start with links.apiToken', () => {
  const start = (args: readonly string[], environment: Readonly<Record<string, string>>) =>
    startCommand(['serve', '--port', '0', '--data', join(folder, 'other'), ...args], environment);
  const token = { HITMARK_LINKS__API_TOKEN: apiToken };

  it("says that the routes need the report's port, where there is none, and takes hits", async () => {
    const running = start(['--report.enabled', 'false'], token);
    await running.output(/"event":"listening"/);
    const [, message] = await running.output(/"event":"sender-api-off".*"msg":"([^"]*)"/);
    expect(message).toContain('set report.enabled');
    running.process.kill();
    expect((await running.end()).status).toBe(0);
  });

  it.each([
    [
      'an address',
      { HITMARK_LINKS__KEYS: 'dmVyeSBzZWNyZXQga2V5IGZvciB0aGlzIGV4YW1wbGU=' },
      '--public-url',
    ],
    ['a key', { HITMARK_PUBLIC_URL: 'https://t.example.com' }, 'HITMARK_LINKS__KEYS'],
    ['a token of its own', { HITMARK_REPORT__TOKEN: apiToken }, 'another token than report.token'],
  ])('does not start without %s', async (_name, environment, expected) => {
    const args = ['--report.enabled', 'true', '--report.port', '0'];
    const { status, stdout, stderr } = await start(args, { ...token, ...environment }).end();
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain(expected);
    expect(stderr).not.toContain(apiToken);
  });

  it('takes no token as a flag, where other processes could read it', async () => {
    const { status, stderr } = await start(['--links.api-token', apiToken], {}).end();
    expect(status).toBe(2);
    expect(stderr).not.toContain(apiToken);
  });
});
