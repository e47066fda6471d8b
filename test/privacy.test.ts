import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLinks, generateKey } from '@hitmark/codec';
import type { PartialOptions } from '@hitmark/collector';
import { describe, expect, it, onTestFinished } from 'vitest';
import { makeCountryFile } from '../packages/collector/test/enrich/make-country-file.ts';
import { startCollector } from './support/collector.ts';
import { request } from './support/request.ts';

const known = 'f47ac10b-58cc-4372-a567-0e02b2c3d479';
const key = generateKey('k1');
const forwarded = '198.51.100.77';

/** A collector behind a proxy that speaks https. */
async function start(options: PartialOptions = {}, now = Date.now) {
  const settings = {
    publicUrl: 'https://t.example.com',
    trustedProxyHops: 1,
    links: { keys: [key] },
    ...options,
    privacy: { anonymousKeys: ['plan'], ...options.privacy },
  };
  const collector = await startCollector(settings, undefined, { now });
  onTestFinished(() => collector.close());
  const base = collector.url('127.0.0.1');
  const links = createLinks({ openUrl: `${base}/o/`, clickUrl: `${base}/c/`, keys: [key] });
  const ask = (url: string, headers: Record<string, string> = {}) =>
    request(url, { 'x-forwarded-for': forwarded, cookie: `id=${known}`, ...headers });
  return { collector, base, links, ask };
}

type Started = Awaited<ReturnType<typeof start>>;

/** Requests that ask for anonymity, on each way in. */
const anonymous: [string, (started: Started) => Promise<{ headers: object }>][] = [
  ['a hit with Sec-GPC', ({ base, ask }) => ask(`${base}/track.js?${hit}`, { 'sec-gpc': '1' })],
  ['a hit with DNT', ({ base, ask }) => ask(`${base}/pixel.gif?${hit}`, { dnt: '1' })],
  ['a hit with consent denied', ({ base, ask }) => ask(`${base}/track.js?${hit}&o=0`)],
  ['a hit that says so itself', ({ base, ask }) => ask(`${base}/track.js?${hit}&q=1`)],
  ['an open with Sec-GPC', ({ links, ask }) => ask(links.open(data), { 'sec-gpc': '1' })],
  ['a click with DNT', ({ links, ask }) => ask(click(links, {}), { dnt: '1' })],
  [
    'a click of an email to be tracked anonymously',
    ({ links, ask }) => ask(click(links, { tracking: 'anonymous' })),
  ],
];

const data = { plan: 'pro', customer: 'c-1' };
const hit = `n=user-1&c=click-1&u=${encodeURIComponent('https://a.test/?hm_click=click-1')}&d.plan=pro&d.customer=c-1`;

function click(links: Started['links'], options: { tracking?: 'anonymous' }): string {
  return links.click('https://a.test/', data, { clickId: true, ...options });
}

describe('counted without saying whose it is', () => {
  it.each(anonymous)('%s keeps nothing that tells, and takes the cookie back', async (_, send) => {
    const started = await start();
    const { headers } = await send(started);
    const [event] = started.collector.events();
    expect(event).toMatchObject({ data: { plan: 'pro' } });
    for (const member of ['visitor', 'visitor_kind', 'user', 'click']) {
      expect(event).not.toHaveProperty(member);
    }
    expect(event).not.toHaveProperty('client.ip');
    expect(JSON.stringify(event)).not.toMatch(/click-1|c-1|user-1|198\.51|f47ac10b/);
    expect(headers).toMatchObject({
      'set-cookie': ['id=; Max-Age=0; Path=/; HttpOnly; Secure; Partitioned; SameSite=None'],
    });
    expect(headers).not.toMatchObject({ location: expect.stringContaining('hm_click') });
  });

  it.each(anonymous)('%s has no daily hash either', async (_, send) => {
    const started = await start({ privacy: { visitors: 'daily' } });
    await send(started);
    expect(started.collector.events()[0]).not.toHaveProperty('visitor');
  });

  it('is what the operator can not turn off for the page, the person and the sender', async () => {
    const started = await start({ privacy: { honourSignals: false } });
    for (const [, send] of anonymous) await send(started);
    const told = started.collector.events().map((event) => 'visitor' in event);
    expect(told).toEqual([true, true, false, false, true, true, false]);
  });
});

describe('an address', () => {
  it.each([
    [forwarded, '198.51.100.0'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1::'],
    ['::ffff:198.51.100.77', '198.51.100.0'],
    ['[::ffff:c633:644d]:443', '198.51.100.0'],
    ['2002:c633:644d::1', '2002:c633:6400::'],
  ])('%s is on disk as %s, and nowhere whole', async (address, network) => {
    const { collector, base, ask } = await start();
    await ask(`${base}/track.js?e=a`, { 'x-forwarded-for': address });
    expect(collector.events()[0]).toMatchObject({ client: { ip: network } });
    for (const name of readdirSync(collector.data)) {
      const bytes = readFileSync(join(collector.data, name)).toString('latin1');
      expect(bytes).not.toContain(address);
      expect(bytes).not.toContain('198.51.100.77');
    }
  });
});

describe('the country', () => {
  it('is that of the whole address, not of what is kept of it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hitmark-geo-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const file = join(folder, 'countries.mmdb');
    writeFileSync(file, makeCountryFile({ '198.51.100.64/26': 'CH', '198.51.100.0/26': 'DE' }));
    const { collector, base, ask } = await start({ geo: { file } });
    await ask(`${base}/track.js`);
    await ask(`${base}/track.js`, { 'sec-gpc': '1' });
    expect(collector.events()).toMatchObject([
      { client: { ip: '198.51.100.0', country: 'CH' } },
      { client: { country: 'CH' } },
    ]);
  });
});

describe('what no address should hold', () => {
  const secret = 'geheim4711';
  const token = `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIx${secret}In0.abc`;
  const addresses = [
    `https://a.test/?user[password]=${secret}`,
    `https://a.test/?token[]=${secret}`,
    `https://a.test/?token%5B%5D=${secret}`,
    `https://a.test/?token+=${secret}`,
    `https://a.test/cb?code=${secret}`,
    `https://a.test/reset/${token}`,
    `https://a.test/?h=Bearer+${token}`,
    `//jane:${secret}@a.test/`,
    `https://a.test/?next=${encodeURIComponent(`https://b.test/?token=${secret}`)}`,
    `https://a.test/?token=*;${secret}`,
    `https://a.test/?u=${secret}@example.org`,
  ];
  const texts = [
    `${secret}@example.org`,
    token,
    `Bearer ${token}`,
    `https://a.test/?sid=${secret}`,
  ];

  it.each([
    ['', ''],
    [', of an anonymous hit', '&q=1'],
  ])('is not on disk, in whatever it comes%s', async (_, rest) => {
    const { collector, base, links, ask } = await start();
    for (const address of addresses) {
      const given = encodeURIComponent(address);
      await ask(`${base}/track.js?u=${given}&f=${given}${rest}`);
      await ask(`${base}/track.js?e=a${rest}`, { referer: address });
      await ask(`${base}/track.js?e=outbound&d.url=${given}${rest}`);
      if (address.startsWith('http') && !address.includes('@')) await ask(links.click(address, {}));
    }
    for (const text of texts) {
      const given = encodeURIComponent(text);
      await ask(`${base}/track.js?s=${given}&h=${given}&ms=${given}&mc=${given}${rest}`);
    }
    expect(collector.events()).toHaveLength(3 * addresses.length + 9 + texts.length);
    for (const name of readdirSync(collector.data)) {
      expect(readFileSync(join(collector.data, name)).includes(secret)).toBe(false);
    }
  });
});

describe('what a page’s address should not hold', () => {
  it('is not on disk: neither of the page, its referrer, nor the request’s Referer', async () => {
    const { collector, base, links, ask } = await start();
    const url = encodeURIComponent('https://a.test/?reset_token=hush1&a=1#id_token=hush2');
    const referrer = encodeURIComponent('https://b.test/?email=jane@hush3.test');
    await ask(`${base}/track.js?u=${url}&f=${referrer}`);
    await ask(`${base}/track.js`, { referer: 'https://jane:hush4@a.test/?session=hush5' });
    const target = 'https://a.test/login?token=hush6';
    expect((await ask(links.click(target, {}))).headers['location']).toBe(target);
    expect(collector.events()).toMatchObject([
      { url: 'https://a.test/?reset_token=*&a=1#id_token=*', referrer: 'https://b.test/?email=*' },
      { url: 'https://a.test/?session=*' },
      { link: { url: 'https://a.test/login?token=*' } },
    ]);
    for (const name of readdirSync(collector.data)) {
      expect(readFileSync(join(collector.data, name)).toString('latin1')).not.toContain('hush');
    }
  });
});

describe('without cookies', () => {
  it('a browser is one visitor all day, and no cookie is ever given', async () => {
    // Midnight does not come while it runs.
    const noon = Date.UTC(2026, 10, 22, 12);
    const privacy = { visitors: 'daily' } as const;
    const { collector, base, links, ask } = await start({ privacy }, () => noon);
    const { headers } = await ask(`${base}/track.js?e=a`, { cookie: '' });
    await ask(`${base}/track.js?e=b`, { cookie: '' });
    await ask(links.open(), { cookie: '' });
    expect(headers).not.toHaveProperty('set-cookie');
    const events = collector.events();
    expect(events).toMatchObject(Array.from({ length: 3 }, () => ({ visitor_kind: 'daily' })));
    expect(new Set(events.map((event) => event['visitor'])).size).toBe(1);
  });
});

describe('the sites that are listed', () => {
  const sites = { acme: { origins: ['https://acme.test'] } };
  const origin = 'https://acme.test';

  it('are taken from their own pages', async () => {
    const { collector, base, ask } = await start({ sites });
    expect((await ask(`${base}/track.js?i=acme`, { origin })).status).toBe(200);
    expect(collector.events()).toMatchObject([{ site: 'acme' }]);
  });

  it.each([
    ['/pixel.gif?i=other', origin, 'unknown-site'],
    ['/pixel.gif', origin, 'unknown-site'],
    ['/track.js?i=acme', 'https://evil.test', 'forbidden-origin'],
  ])('refuse %s of %s, with 403 and what the page expects', async (path, from, reason) => {
    const { collector, base, ask } = await start({ sites });
    const { status, headers } = await ask(base + path, { origin: from });
    expect(status).toBe(403);
    expect(headers['content-type']).toMatch(/^(image\/gif|text\/javascript)/);
    expect(headers['access-control-allow-origin']).toBe(from);
    expect(headers).not.toHaveProperty('set-cookie');
    expect(collector.events()).toEqual([]);
    expect(collector.log).toMatchObject([{ event: 'rejected', reason }]);
  });

  it('take of a POST what is theirs; what is left is told in JSON', async () => {
    const { collector, base } = await start({ sites });
    const post = (body: string) =>
      fetch(`${base}/hits`, { method: 'POST', body, headers: { origin } });
    expect((await post('i=acme&e=a\ni=other&e=b\ne=c')).status).toBe(204);
    expect(collector.events()).toMatchObject([{ name: 'a' }]);
    const refused = await post('e=c\ni=other');
    expect(refused.status).toBe(403);
    expect(await refused.json()).toMatchObject({ error: { code: 'unknown-site' } });
  });

  it('say nothing of emails: their keys vouch for them', async () => {
    const { links, ask } = await start({ sites });
    expect((await ask(click(links, {}))).status).toBe(302);
  });
});
