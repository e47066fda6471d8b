import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  LinkError,
  createLinks,
  generateKey,
  type JsonValue,
  type LinkErrorCode,
  type Links,
  type LinksOptions,
} from '@hitmark/codec';

const key = `hm1.k1.${'A'.repeat(42)}E`;
const now = 1_763_802_600_000;

function linksWith(options: LinksOptions = {}): Links {
  return createLinks({
    openUrl: 'https://t.example.com/o/',
    clickUrl: 'https://t.example.com/c/',
    unsubscribeUrl: 'https://t.example.com/u/',
    keys: key,
    now: () => now,
    ...options,
  });
}

const links = linksWith();

function tokenOf(url: string): string {
  return url.slice(url.lastIndexOf('/') + 1);
}

function codeOf(run: () => unknown): LinkErrorCode | 'none' {
  try {
    run();
  } catch (error) {
    if (error instanceof LinkError) return error.code;
    throw error;
  }
  return 'none';
}

const samples = [
  links.open(),
  links.open({ customer_id: 1 }, { sentAtMs: null }),
  links.click('https://shop.example.com/a?b=c#d', { id: 'e34b7f0e-0d5f-4a0b-8f0c-0d1c3a0b7a11' }),
  links.click('http://münchen.de/日', [1, 2.5, null, 'x'], {
    label: 'top',
    tags: ['a'],
    position: 3,
  }),
  links.unsubscribe({ customer_id: 1 }),
].map(tokenOf);

describe('a changed token', () => {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

  it.each(samples)(
    'is refused, whichever character is changed to whichever other (%s)',
    (token) => {
      for (let at = 0; at < token.length; at += 1) {
        for (const other of alphabet) {
          if (other === token[at]) continue;
          const changed = token.slice(0, at) + other + token.slice(at + 1);
          expect(codeOf(() => links.read(changed))).not.toBe('none');
        }
      }
    },
  );

  it.each(samples)('is refused, whichever bit of its text is flipped (%s)', (token) => {
    const bytes = new TextEncoder().encode(token);
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const flipped = bytes.slice();
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const changed = new TextDecoder('latin1').decode(flipped);
      expect(codeOf(() => links.read(changed))).not.toBe('none');
    }
  });

  it.each(samples)('is refused, cut or lengthened (%s)', (token) => {
    for (let length = 0; length < token.length; length += 1) {
      expect(codeOf(() => links.read(token.slice(0, length)))).not.toBe('none');
    }
    for (const more of ['A', '=', ' ', '%00', 'AAAA']) {
      expect(codeOf(() => links.read(token + more))).not.toBe('none');
    }
  });
});

describe('a token in base32', () => {
  const base32 = linksWith({ alphabet: 'base32' });
  const token = tokenOf(base32.click('https://shop.example.com/', { customer_id: 1 }));

  it('is lower case, and read in any case of letters', () => {
    expect(token).toMatch(/^b[a-z2-7]+$/);
    expect(base32.read(token.toUpperCase())).toEqual(base32.read(token));
  });

  it('is refused, whichever character is changed', () => {
    for (let at = 0; at < token.length; at += 1) {
      for (const other of 'abcdefghijklmnopqrstuvwxyz234567') {
        if (other === token[at]) continue;
        expect(
          codeOf(() => base32.read(token.slice(0, at) + other + token.slice(at + 1))),
        ).not.toBe('none');
      }
    }
  });
});

describe('a token', () => {
  it.each([
    ['open', links.open()],
    ['click', links.click('https://shop.example.com/')],
    ['unsubscribe', links.unsubscribe()],
  ] as const)('for %s is read as that kind only', (kind, url) => {
    for (const other of ['open', 'click', 'unsubscribe'] as const) {
      const expected = other === kind ? 'none' : 'wrong-kind';
      expect(codeOf(() => links.read(url, { kind: other }))).toBe(expected);
    }
  });

  it('that is bound to its host is read there only; others move', () => {
    const bound = linksWith({ bindHost: true });
    const token = tokenOf(bound.open());
    expect(codeOf(() => bound.read(token, { host: 't.example.com' }))).toBe('none');
    expect(codeOf(() => bound.read(token, { host: 'evil.example' }))).not.toBe('none');
    expect(codeOf(() => links.read(tokenOf(links.open()), { host: 'new.example.com' }))).toBe(
      'none',
    );
  });

  it('expires to the second, and not before', () => {
    const url = links.open({}, { expiresInSeconds: 60 });
    const at = (ms: number) => linksWith({ now: () => now + ms });
    expect(codeOf(() => at(59_999).read(url))).toBe('none');
    expect(codeOf(() => at(60_000).read(url))).toBe('expired');
  });

  it('of unsubscribe never expires', () => {
    const short = linksWith({ expiresInSeconds: 1 });
    const url = short.unsubscribe();
    expect(codeOf(() => linksWith({ now: () => now + 1e12 }).read(url))).toBe('none');
  });

  it('is read by any of the keys, and by no other key', () => {
    const newer = generateKey('k2');
    const url = links.open();
    expect(linksWith({ keys: [newer, key] }).read(url)).toMatchObject({ key: 'k1' });
    expect(linksWith({ keys: [newer, key] }).open()).not.toBe(url);
    expect(codeOf(() => linksWith({ keys: newer }).read(url))).toBe('unknown-key');
    const sameId = generateKey('k1');
    expect(codeOf(() => linksWith({ keys: sameId }).read(url))).toBe('bad-signature');
  });

  it('says no more than it was made with', () => {
    expect(links.read(links.open())).toEqual({
      kind: 'open',
      url: null,
      metadata: {},
      webhook: null,
      webhookTimeoutMs: null,
      sentAtMs: now,
      expiresAtMs: null,
      key: 'k1',
      format: 'sealed',
      authentic: true,
      tracking: 'full',
      clickId: false,
      site: null,
      message: null,
      position: null,
      label: null,
      tags: [],
    });
  });
});

describe('any link', () => {
  it('round-trips any JSON metadata', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (metadata) => {
        expect(links.read(links.open(metadata as JsonValue)).metadata).toEqual(metadata);
      }),
      { numRuns: 300 },
    );
  });

  it('round-trips any URL that may be redirected to', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
        expect(linksWith({ maxUrlLength: 20_000 }).read(links.click(url)).url).toBe(url);
      }),
      { numRuns: 300 },
    );
  });

  it('round-trips all that may be said of it', () => {
    const options = { clickId: true, sentAtMs: now - 1000, expiresInSeconds: 7200 } as const;
    const about = {
      tracking: 'anonymous',
      message: 'm-1',
      position: 7,
      label: 'Läs mer',
      tags: ['a', 'ü'],
    } as const;
    const made = linksWith({
      webhookUrl: 'https://hooks.example.com/x',
      webhookTimeoutMs: 2_500,
      site: 'acme',
    });
    expect(
      made.read(made.click('https://shop.example.com/', {}, { ...options, ...about })),
    ).toMatchObject({
      ...about,
      clickId: true,
      sentAtMs: now - 1000,
      expiresAtMs: now - 1000 + 7_200_000,
      webhook: 'https://hooks.example.com/x',
      webhookTimeoutMs: 2_500,
      site: 'acme',
    });
  });

  it.each([
    ['https://t.example.com/c', '/'],
    ['https://t.example.com/c/', '/'],
    ['http://localhost:8700/c/', '/'],
    ['https://t.example.com/deep/er/c?x=1&y=2', ''],
  ])('is read from a whole URL on the base %s, also with "%s" at its end', (clickUrl, more) => {
    const made = linksWith({ clickUrl });
    const url = made.click('https://shop.example.com/');
    expect(made.read(url).url).toBe('https://shop.example.com/');
    expect(made.read(url + more).url).toBe('https://shop.example.com/');
  });

  it('longer than maxUrlLength is refused, with its length', () => {
    const long =
      'https://shop.example.com/' +
      Array.from({ length: 900 }, (_, n) => (n * 7919) % 9973).join('-');
    expect(() => links.click(long)).toThrow(/at most 2000 characters, got \d{4}/);
    expect(codeOf(() => links.click(long))).toBe('too-long');
  });

  it('leads nowhere that the collector would not redirect to', () => {
    const refused = [
      '//evil.example/',
      '/\\evil.example/',
      'javascript:alert(1)',
      'JaVaScRiPt:alert(1)',
      'data:text/html,x',
      'ftp://shop.example.com/',
      'https://shop.example.com/\r\nset-cookie: a=b',
      'https://shop.example.com/a b',
      'https://shop.example.com/\ta',
      'https://shop.example.com\\@evil.example/',
      'https://user:secret@shop.example.com/',
      'https:///evil.example/',
      'https:evil.example',
      'shop.example.com',
      '',
    ];
    for (const url of refused) expect(codeOf(() => links.click(url))).not.toBe('none');
  });
});
