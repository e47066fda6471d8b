import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLinks, generateKey, type JsonValue, type LinksOptions } from '@hitmark/codec';
import { codeOf } from './code-of.ts';

const nowMs = Date.parse('2026-11-22T09:30:00.789Z');
const nowToTheSecondMs = Date.parse('2026-11-22T09:30:00Z');
const key = 'hm1.k1.AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8';
const otherKey = 'hm1.k2.ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8';
const target = 'https://www.example.com/autumn-sale/boots?color=blue#top';

const options: LinksOptions = {
  openUrl: 'https://t.example.com/o/',
  clickUrl: 'https://t.example.com/c/',
  unsubscribeUrl: 'https://t.example.com/u/',
  keys: key,
  now: () => nowMs,
};
const links = createLinks(options);

describe('a link', () => {
  it('brings back everything that was said about it', () => {
    const url = createLinks({
      ...options,
      site: 'acme',
      webhookUrl: 'https://hooks.example.com/',
    }).click(
      target,
      { customer_id: 1 },
      {
        clickId: true,
        expiresInSeconds: 60,
        sentAtMs: nowMs - 5000,
        tracking: 'anonymous',
        message: 'm-17',
        recipient: 'customer-17',
        position: 3,
        label: 'Shop now',
        tags: ['sale', 'boots'],
      },
    );
    expect(links.read(url)).toEqual({
      kind: 'click',
      url: target,
      metadata: { customer_id: 1 },
      webhook: 'https://hooks.example.com/',
      webhookTimeoutMs: null,
      sentAtMs: nowToTheSecondMs - 5000,
      expiresAtMs: nowToTheSecondMs + 55_000,
      key: 'k1',
      format: 'sealed',
      authentic: true,
      tracking: 'anonymous',
      clickId: true,
      site: 'acme',
      message: 'm-17',
      recipient: 'customer-17',
      position: 3,
      label: 'Shop now',
      tags: ['sale', 'boots'],
    });
  });

  it('about which nothing was said has a kind, a time and empty metadata', () => {
    expect(links.read(links.open())).toEqual({
      kind: 'open',
      url: null,
      metadata: {},
      webhook: null,
      webhookTimeoutMs: null,
      sentAtMs: nowToTheSecondMs,
      expiresAtMs: null,
      key: 'k1',
      format: 'sealed',
      authentic: true,
      tracking: 'full',
      clickId: false,
      site: null,
      message: null,
      recipient: null,
      position: null,
      label: null,
      tags: [],
    });
  });

  it('is one opaque segment of the path', () => {
    expect(links.open({ id: 1 })).toMatch(/^https:\/\/t\.example\.com\/o\/s[\w-]+$/);
    expect(links.click(target)).toMatch(/^https:\/\/t\.example\.com\/c\/s[\w-]+$/);
    expect(links.unsubscribe({ id: 1 })).toMatch(/^https:\/\/t\.example\.com\/u\/s[\w-]+$/);
  });

  it('is the same when the same is said about it', () => {
    expect(links.click(target, { id: 1 })).toBe(links.click(target, { id: 1 }));
    expect(links.click(target, { id: 1 })).not.toBe(links.click(target, { id: 2 }));
  });

  it('may have no time', () => {
    const { sentAtMs } = links.read(links.open({}, { sentAtMs: null }));
    expect(sentAtMs).toBeNull();
  });

  it.each([-1, 2 ** 32 * 1000, Number.NaN])('has no time such as %d', (sentAtMs) => {
    expect(() => links.open({}, { sentAtMs })).toThrow(RangeError);
  });
});

describe('links that are made at the same time', () => {
  it('are what they are by themselves', () => {
    const others = createLinks({ ...options, dictionaries: ['https://www.example.com/'] });
    const metadata = {
      a: 'first',
      get b() {
        return links.click(`${target}/inner`, { c: 'first' }).length;
      },
      get d() {
        return others.open({ a: 'first' }).length;
      },
    };
    const url = links.click(target, metadata);
    expect(url).toBe(
      createLinks(options).click(target, { a: 'first', b: metadata.b, d: metadata.d }),
    );
    expect(links.read(url).metadata).toEqual({ a: 'first', b: metadata.b, d: metadata.d });
  });

  it('may come after one that could not be made', () => {
    const long = { text: 'xyz '.repeat(10_000) };
    expect(() => links.open(long)).toThrow(RangeError);
    expect(links.open({ id: 1 })).toBe(createLinks(options).open({ id: 1 }));
  });
});

describe('metadata', () => {
  it('may be anything that JSON can say, and comes back exactly', () => {
    const generous = createLinks({ ...options, maxUrlLength: 100_000 });
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (metadata) => {
        const read = generous.read(generous.open(metadata as JsonValue)).metadata;
        expect(read).toEqual(metadata);
        expect(JSON.stringify(read)).toBe(JSON.stringify(metadata));
      }),
      { numRuns: 500 },
    );
  });

  it.each<[string, JsonValue]>([
    ['-0', -0],
    ['a large number', 1.7976931348623157e308],
    ['a small number', 5e-324],
    ['a number beyond 2 ** 53', 2 ** 63],
    ['a fraction', 0.1 + 0.2],
    ['null', null],
    ['an empty list', []],
    ['an empty text', ''],
    ['lone surrogates', ['\uDC00\uD800', { '\uD800': 1 }]],
    ['names in their order', { b: 1, a: 2, 1: 3 }],
    [
      'names of a prototype',
      JSON.parse('{"__proto__":{"x":1},"constructor":1,"toString":2}') as JsonValue,
    ],
    ['an object in a list in an object', { a: [{ b: [[], {}] }] }],
  ])('may be %s', (_, metadata) => {
    const read = links.read(links.open(metadata)).metadata;
    expect(read).toEqual(metadata);
    expect(JSON.stringify(read)).toBe(JSON.stringify(metadata));
    expect(Object.getPrototypeOf(read ?? {})).toBe(Object.getPrototypeOf(metadata ?? {}));
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  it('leaves out members that are undefined', () => {
    const metadata = { a: undefined, b: 1 } as unknown as JsonValue;
    expect(links.read(links.open(metadata)).metadata).toEqual({ b: 1 });
  });

  it.each([
    ['a date', { at: new Date(0) }],
    ['a function', { run: () => 1 }],
    ['NaN', { n: Number.NaN }],
    ['Infinity', [Infinity]],
    ['undefined in a list', [undefined]],
    ['a map', new Map()],
  ])('may not be %s', (_, metadata) => {
    expect(codeOf(() => links.open(metadata as unknown as JsonValue))).toBe('bad-input');
  });

  it('may not be nested without end', () => {
    const endless: Record<string, JsonValue> = {};
    endless['self'] = endless;
    expect(codeOf(() => links.open(endless))).toBe('too-deep');
  });

  it('is added to that of every link, and wins over it', () => {
    const { open, read } = createLinks({
      ...options,
      defaultMetadata: { list: 'weekly', lang: 'en' },
    });
    expect(read(open({ lang: 'de', id: 1 })).metadata).toEqual({
      list: 'weekly',
      lang: 'de',
      id: 1,
    });
    expect(read(open()).metadata).toEqual({ list: 'weekly', lang: 'en' });
    expect(read(open([1])).metadata).toEqual([1]);
  });
});

describe('a recipient', () => {
  const byKey = createLinks({ ...options, recipientKey: 'customer_id' });

  it('is what the link says', () => {
    for (const url of [
      links.open({}, { recipient: 'c-17' }),
      links.click(target, {}, { recipient: 'c-17' }),
      links.unsubscribe({}, { recipient: 'c-17' }),
    ]) {
      expect(links.read(url).recipient).toBe('c-17');
    }
  });

  it.each<[string, JsonValue, string | null]>([
    ['a text', { customer_id: 'c-17' }, 'c-17'],
    ['a number', { customer_id: 17 }, '17'],
    ['a number with a fraction', { customer_id: -1.5 }, '-1.5'],
    ['nothing', {}, null],
    ['an empty text', { customer_id: '' }, null],
    ['true', { customer_id: true }, null],
    ['null', { customer_id: null }, null],
    ['an object', { customer_id: { id: 1 } }, null],
    ['a list for metadata', [1], null],
    ['null for metadata', null, null],
  ])('is what its key names: %s', (_, metadata, expected) => {
    expect(links.read(byKey.open(metadata)).recipient).toBe(expected);
    expect(links.read(byKey.unsubscribe(metadata)).recipient).toBe(expected);
    // Of links that were made without it, too.
    expect(byKey.read(links.open(metadata)).recipient).toBe(expected);
  });

  it('is not what a prototype has', () => {
    const byName = createLinks({ ...options, recipientKey: 'constructor' });
    expect(byName.read(byName.open({})).recipient).toBeNull();
  });

  it("is the link's own where both are there", () => {
    const url = byKey.open({ customer_id: 1 }, { recipient: 'c-17' });
    expect([links.read(url).recipient, byKey.read(url).recipient]).toEqual(['c-17', 'c-17']);
    expect(links.read(byKey.open({ customer_id: 1 }, { recipient: null })).recipient).toBeNull();
  });

  it('is found in the metadata of every link', () => {
    const { open } = createLinks({
      ...options,
      recipientKey: 'list',
      defaultMetadata: { list: 'weekly' },
    });
    expect(links.read(open({ id: 1 })).recipient).toBe('weekly');
  });

  it('has at most 128 characters', () => {
    const longest = 'é'.repeat(128);
    expect(links.read(links.open({}, { recipient: longest })).recipient).toBe(longest);
    expect(() => links.open({}, { recipient: `${longest}x` })).toThrow(
      new RangeError('`recipient` has more than 128 characters'),
    );
    expect(() => byKey.open({ customer_id: `${longest}x` })).toThrow(RangeError);
    expect(byKey.read(links.open({ customer_id: `${longest}x` })).recipient).toBeNull();
  });

  it('is a text', () => {
    const recipient = 17 as unknown as string;
    expect(() => links.open({}, { recipient })).toThrow('expected recipient to be text');
  });

  it('changes no link that has none', () => {
    expect(byKey.open({ id: 1 })).toBe(links.open({ id: 1 }));
    expect(links.open({ id: 1 }, { recipient: '' })).toBe(links.open({ id: 1 }));
  });
});

describe('a click link', () => {
  it('brings back any URL that may be redirected to', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
        expect(links.read(links.click(url)).url).toBe(url);
      }),
    );
  });

  it.each(['http://Example.com/%zz?a=%26', 'https://münchen.de/日'])('brings back %s', (url) => {
    expect(links.read(links.click(url)).url).toBe(url);
  });

  it.each([
    ['//evil.example', 'malformed-url'],
    ['javascript:alert(1)', 'forbidden-scheme'],
    ['https://a.test/\r\nX: y', 'forbidden-character'],
    ['https://a@b.test/', 'forbidden-userinfo'],
  ])('refuses %j', (url, code) => {
    expect(codeOf(() => links.click(url))).toBe(code);
  });

  it('takes a user name where that is allowed', () => {
    const { click, read } = createLinks({ ...options, allowUserinfo: true });
    expect(read(click('https://a@b.test/')).url).toBe('https://a@b.test/');
  });

  it('of too long a URL is refused with its length', () => {
    const url = `https://a.test/${Array.from({ length: 1000 }, (_, n) => n ** 2).join('x')}`;
    expect(() => links.click(url)).toThrow(/^link has \d{4,} characters, more than 2000$/);
    expect(codeOf(() => links.click(url))).toBe('too-long');
    const generous = createLinks({ ...options, maxUrlLength: 9999 });
    expect(generous.read(generous.click(url)).url).toBe(url);
  });
});

describe('a link that is not to be tracked', () => {
  it('is no pixel', () => {
    expect(links.open({ id: 1 }, { tracking: 'none' })).toBeNull();
  });

  it('leads straight to its target, whatever that is', () => {
    expect(links.click('mailto:a@example.com', { id: 1 }, { tracking: 'none' })).toBe(
      'mailto:a@example.com',
    );
  });
});

describe('an unsubscribe link', () => {
  it('never expires', () => {
    const { unsubscribe, read } = createLinks({ ...options, expiresInSeconds: 1 });
    const late = createLinks({ ...options, now: () => nowMs + 1e11 });
    expect(read(unsubscribe({ id: 1 })).expiresAtMs).toBeNull();
    expect(late.read(unsubscribe({ id: 1 })).metadata).toEqual({ id: 1 });
  });

  it.each([
    'http://t.example.com/u/',
    'http://localhost.example.com/u/',
    'http://localhost@example.com/u/',
    'http://128.0.0.1/u/',
    'ftp://localhost/u/',
  ])('is no %s: https only', (unsubscribeUrl) => {
    expect(() => createLinks({ ...options, unsubscribeUrl })).toThrow(TypeError);
  });

  it.each(['http://localhost:8700/u/', 'http://127.0.0.1/u/', 'http://[::1]:1/u/'])(
    'may be %s, to be tried on this machine',
    (unsubscribeUrl) => {
      const here = createLinks({ ...options, unsubscribeUrl });
      expect(here.read(here.unsubscribe({ id: 1 })).metadata).toEqual({ id: 1 });
    },
  );
});

describe('a link that expires', () => {
  const { click, open } = createLinks({ ...options, expiresInSeconds: 60 });
  const at = (ms: number) => createLinks({ ...options, now: () => ms });

  it('is read until the last millisecond, and no longer', () => {
    const url = open({ id: 1 });
    expect(at(nowToTheSecondMs + 59_999).read(url).expiresAtMs).toBe(nowToTheSecondMs + 60_000);
    expect(codeOf(() => at(nowToTheSecondMs + 60_000).read(url))).toBe('expired');
  });

  it('counts from when it was sent', () => {
    const url = open({}, { sentAtMs: nowToTheSecondMs - 59_000 });
    expect(links.read(url).expiresAtMs).toBe(nowToTheSecondMs + 1000);
    expect(codeOf(() => at(nowToTheSecondMs + 1000).read(url))).toBe('expired');
  });

  it('may have a time of its own, or none', () => {
    const read = (expiresInSeconds: number | null) =>
      links.read(click(target, {}, { expiresInSeconds })).expiresAtMs;
    expect([read(5), read(null)]).toEqual([nowToTheSecondMs + 5000, null]);
  });

  it('expires also where it does not say when it was sent', () => {
    const url = open({}, { sentAtMs: null });
    expect(links.read(url)).toMatchObject({
      sentAtMs: null,
      expiresAtMs: nowToTheSecondMs + 60_000,
    });
  });

  it.each([0, -1, Number.NaN])('does not expire after %d seconds', (expiresInSeconds) => {
    expect(() => links.open({}, { expiresInSeconds })).toThrow(RangeError);
  });
});

describe('a base', () => {
  it.each([
    ['with a final slash', 'https://t.example.com/c/', /^https:\/\/t\.example\.com\/c\/s[\w-]+$/],
    ['without one', 'https://t.example.com/c', /^https:\/\/t\.example\.com\/c\/s[\w-]+$/],
    ['without a path', 'https://t.example.com', /^https:\/\/t\.example\.com\/s[\w-]+$/],
    [
      'with a query',
      'https://t.example.com/t?x=1&y=/a',
      /^https:\/\/t\.example\.com\/t\/s[\w-]+\?x=1&y=\/a$/,
    ],
    ['on a port', 'http://localhost:3000/c/', /^http:\/\/localhost:3000\/c\/s[\w-]+$/],
    ['beyond ASCII', 'https://münchen.de/ö', /^https:\/\/xn--mnchen-3ya\.de\/%C3%B6\/s[\w-]+$/],
  ])('%s gives a link that is read again', (_, clickUrl, expected) => {
    const url = createLinks({ ...options, clickUrl }).click(target, { id: 1 });
    expect(url).toMatch(expected);
    expect(links.read(url)).toMatchObject({ url: target, metadata: { id: 1 } });
  });

  it.each(['/c/', 'ftp://t.example.com/', 'https://a b/', 'https://t.example.com/c/#x'])(
    'is not %s',
    (clickUrl) => {
      expect(() => createLinks({ ...options, clickUrl })).toThrow('expected a');
    },
  );

  it('that is missing is an error where it is needed', () => {
    const reader = createLinks({ keys: key, now: () => nowMs });
    expect(() => reader.open()).toThrow(
      new TypeError('createLinks() needs `openUrl` to make open links'),
    );
    expect(reader.read(links.open()).kind).toBe('open');
  });
});

describe('read', () => {
  const url = links.click(target, { id: 1 });
  const token = url.slice(url.lastIndexOf('/') + 1);

  it.each([
    ['the token', token],
    ['the token and a slash', `${token}/`],
    ['a path', `/c/${token}`],
    ['a path with a final slash', `/c/${token}/`],
    ['a URL elsewhere', `https://alias.example.net/click/${token}`],
    ['a URL to which something was appended', `${url}/?fbclid=a/b#c/d`],
  ])('takes %s', (_, given) => {
    expect(links.read(given)).toMatchObject({ url: target, metadata: { id: 1 } });
  });

  it.each([
    ['nothing', '', 'malformed-json'],
    ['a slash', '/', 'malformed-json'],
    ['a text that is far too long', `s${'A'.repeat(8_000_000)}`, 'unknown-key'],
    ['one in base32', `b${'a'.repeat(4_000_000)}`, 'unknown-key'],
    ['one that looks like Fernet', `gAAAA${'A'.repeat(4_000_000)}`, 'bad-key'],
    ['one of brackets', btoa('['.repeat(4_000_000)), 'too-deep'],
    ['the mark alone', 's', 'malformed-token'],
    ['a token of another alphabet', 's!', 'malformed-token'],
    ['a token in capitals', token.toUpperCase(), 'malformed-encoding'],
  ])('refuses %s', (_, given, code) => {
    expect(codeOf(() => links.read(given))).toBe(code);
  });

  it('answers any text with a link or a LinkError', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.base64String().map((text) => `s${text}`),
      fc
        .string({ unit: fc.constantFrom(...Array.from('abcdefghijklmnopqrstuvwxyz234567')) })
        .map((text) => `b${text}`),
      fc.json().map((json) => btoa(String.fromCharCode(...new TextEncoder().encode(json)))),
      fc.base64String().map((text) => `gAAAA${text}`),
    );
    fc.assert(
      fc.property(texts, (text) => {
        // codeOf throws whatever is no LinkError.
        expect(codeOf(() => links.read(text)) ?? 'read').toMatch(/^[a-z\d-]+$/);
      }),
      { numRuns: 1000 },
    );
  });

  it('refuses a token of another kind', () => {
    const open = links.open({ id: 1 });
    const unsubscribe = links.unsubscribe({ id: 1 });
    expect(links.read(url, { kind: 'click' }).kind).toBe('click');
    expect(codeOf(() => links.read(url, { kind: 'open' }))).toBe('wrong-kind');
    expect(codeOf(() => links.read(url, { kind: 'unsubscribe' }))).toBe('wrong-kind');
    expect(codeOf(() => links.read(open, { kind: 'click' }))).toBe('wrong-kind');
    expect(codeOf(() => links.read(unsubscribe, { kind: 'open' }))).toBe('wrong-kind');
  });
});

describe('a link that is bound to its host', () => {
  const bound = createLinks({ ...options, bindHost: true });
  const url = bound.click(target, { id: 1 });
  const token = url.slice(url.lastIndexOf('/') + 1);

  it('is read on the host that it is bound to', () => {
    expect(links.read(url).url).toBe(target);
    for (const host of ['t.example.com', 'T.EXAMPLE.COM', 't.example.com:8443', 't.example.com.']) {
      expect(links.read(token, { host }).url).toBe(target);
    }
  });

  it('is not read elsewhere', () => {
    for (const host of ['t.example.net', 'example.com', 'x.t.example.com', '']) {
      expect(codeOf(() => links.read(url, { host }))).toBe('wrong-host');
    }
    expect(codeOf(() => links.read(`https://t.example.net/c/${token}`))).toBe('wrong-host');
    expect(codeOf(() => links.read(token))).toBe('wrong-host');
  });

  it('differs from one that is not, which is read anywhere', () => {
    expect(links.read(links.click(target), { host: 'elsewhere.test' }).url).toBe(target);
    expect(url).not.toBe(links.click(target, { id: 1 }));
  });
});

describe('keys', () => {
  it('all read, and the first one writes', () => {
    const rotated = createLinks({ ...options, keys: [otherKey, key] });
    expect(rotated.read(links.open({ id: 1 }))).toMatchObject({ key: 'k1', metadata: { id: 1 } });
    expect(rotated.read(rotated.open({ id: 1 }))).toMatchObject({ key: 'k2' });
  });

  it('that were retired read no longer', () => {
    const rotated = createLinks({ ...options, keys: [otherKey] });
    expect(codeOf(() => rotated.read(links.open()))).toBe('unknown-key');
  });

  it('that are missing read and write nothing', () => {
    const { open, read } = createLinks({ ...options, keys: [] });
    expect(() => open()).toThrow(TypeError);
    expect(codeOf(() => read(links.open()))).toBe('unknown-key');
  });

  it('of the same id and another secret read nothing', () => {
    const imposter = createLinks({ ...options, keys: otherKey.replace('k2', 'k1') });
    expect(codeOf(() => imposter.read(links.open()))).toBe('bad-signature');
  });

  it('of the same secret and another id read nothing', () => {
    const imposter = createLinks({ ...options, keys: key.replace('k1', 'k2') });
    expect(codeOf(() => imposter.read(links.open()))).toBe('unknown-key');
  });

  it('whose ids have the same tag are all tried', () => {
    // 31 × 65 + 114 and 31 × 66 + 83.
    const [one, two] = ['hm1.Ar.', 'hm1.BS.'].map((start) => key.replace('hm1.k1.', start)) as [
      string,
      string,
    ];
    const both = createLinks({ ...options, keys: [one, two] });
    for (const each of [one, two]) {
      const url = createLinks({ ...options, keys: each }).open({ id: 1 });
      expect(both.read(url).key).toBe(each.slice(4, 6));
    }
    const url = createLinks({ ...options, keys: one }).open({ id: 1 });
    expect(codeOf(() => createLinks({ ...options, keys: two }).read(url))).toBe('bad-signature');
  });

  it.each([
    'hm1.k1.AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh',
    'hm1.k1.AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh9',
    'hm1.k1.AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=',
    'hm1..AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8',
    'hm1.k 1.AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8',
    'hm1.k1',
    'not-a-key',
  ])('are not %s', (bad) => {
    expect(codeOf(() => createLinks({ ...options, keys: bad }))).toBe('bad-key');
  });
});

describe('generateKey', () => {
  it('makes a new key each time, of the id that is given', () => {
    const first = generateKey('2026-11');
    expect(first).toMatch(/^hm1\.2026-11\.[\w-]{43}$/);
    expect(generateKey('2026-11')).not.toBe(first);
    const made = createLinks({ ...options, keys: first });
    expect(made.read(made.open()).key).toBe('2026-11');
  });

  it('finds an id where none is given', () => {
    expect(generateKey()).toMatch(/^hm1\.k[a-z2-7]{4}\.[\w-]{43}$/);
  });

  it.each(['', 'a b', 'a.b', 'ä', 'x'.repeat(33)])('refuses the id "%s"', (id) => {
    expect(codeOf(() => generateKey(id))).toBe('bad-key');
  });
});

describe('a dictionary', () => {
  const dictionary = 'https://shop.unheard-of-brand.example/collections/ loyalty_card_number';
  const withIt = createLinks({ ...options, dictionaries: [dictionary] });
  const url = 'https://shop.unheard-of-brand.example/collections/42';
  const metadata = { loyalty_card_number: 7 };

  it('makes links shorter that share its text', () => {
    const spared = links.click(url, metadata).length - withIt.click(url, metadata).length;
    expect(spared).toBeGreaterThanOrEqual(20);
  });

  it('is needed to read them', () => {
    const link = withIt.click(url, metadata);
    expect(withIt.read(link)).toMatchObject({ url, metadata });
    expect(codeOf(() => links.read(link))).toBe('unknown-dictionary');
    const other = createLinks({ ...options, dictionaries: ['something else'] });
    expect(codeOf(() => other.read(link))).toBe('bad-signature');
  });

  it('leaves links alone that were made without it', () => {
    expect(withIt.read(links.click(url)).url).toBe(url);
  });

  it('may be replaced, and read on', () => {
    const link = withIt.click(url, metadata);
    const later = createLinks({ ...options, dictionaries: ['a newer one', dictionary] });
    expect(later.read(link)).toMatchObject({ url, metadata });
    expect(codeOf(() => withIt.read(later.click(url)))).toBe('bad-signature');
  });
});
