import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LinkError, createLinks, type LinksOptions } from '@hitmark/codec';
import { encodeBase64url } from '../../src/base64url.ts';
import { readTokenText } from '../../src/link/token-text.ts';

const options = {
  openUrl: 'https://t.example.com/o/',
  clickUrl: 'https://t.example.com/c/',
  unsubscribeUrl: 'https://t.example.com/u/',
  keys: 'hm1.k1.AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8',
  now: () => Date.parse('2026-11-22T09:30:00Z'),
} satisfies LinksOptions;
const links = createLinks(options);
const kinds = ['open', 'click', 'unsubscribe'] as const;

const makers = {
  base64url: links,
  base32: createLinks({ ...options, alphabet: 'base32' }),
} as const;

/** A link of each kind. */
function linksOf(id: number | string, alphabet: keyof typeof makers = 'base64url') {
  const made = makers[alphabet];
  return [
    ['open', made.open({ id })],
    ['click', made.click('https://shop.example.com/boots', { id })],
    ['unsubscribe', made.unsubscribe({ id })],
  ] as const;
}

function tokenOf(url: string): string {
  return url.slice(url.lastIndexOf('/') + 1);
}

/** Links of each kind that end in a character: of 500 some do. */
const ending = { '-': findEnding('-'), _: findEnding('_') };

function findEnding(last: string) {
  return kinds.map((kind, index) => {
    for (let count = 0; ; count++) {
      const id = `reader ${count}`;
      const url = linksOf(id)[index]?.[1] ?? '';
      if (url.endsWith(last)) return [kind, id, url] as const;
    }
  });
}

/** Characters that mail programs and people leave at the end of a link. */
const stuck = [
  '.', ',', ')', '>', '"', ';', '*', "'", '!', ']', '…', '”', '\u200b', '\ufeff', '\u00a0',
  '%20', '%0A', '%22', '%E2%80%8B', '%e2%80%8b', '%26utm_source=a', '%3Futm_source=a', '%', '%E4',
  '&utm_source=news', '&utm_source=news&utm_medium=email', '&amp;utm_source=news', '=', '==',
  '&u=https://other.example/a/b', '<https://other.example/', ')/', '/)', '.\r\n', ').', '"><img',
]; // prettier-ignore

describe.each(['base64url', 'base32'] as const)(
  'a link in %s with something stuck to it',
  (alphabet) => {
    it.each(stuck)('is read: %j', (end) => {
      for (const [kind, url] of linksOf(7, alphabet)) {
        const expected = links.read(url, { kind });
        for (const text of [url, tokenOf(url), new URL(url).pathname]) {
          expect(links.read(text + end, { kind })).toEqual(expected);
          expect(links.read(`${text}${end}?utm_source=a/b#c`, { kind })).toEqual(expected);
        }
      }
    });

    it('is read with any text behind it that does not begin with a character of a token', () => {
      const ends = fc.string({ unit: 'binary' }).filter((text) => /^[^\w-]/.test(text));
      fc.assert(
        fc.property(ends, (end) => {
          const [, [, click]] = linksOf(8, alphabet);
          expect(links.read(tokenOf(click) + end).metadata).toEqual({ id: 8 });
        }),
      );
    });
  },
);

it('a link in base32 is read with what other alphabets have stuck to it', () => {
  for (const end of ['-', '_', '__', '1', '0', '8']) {
    for (const [kind, url] of linksOf(7, 'base32')) {
      expect(links.read(url + end, { kind }).metadata).toEqual({ id: 7 });
    }
  }
});

describe.each(['-', '_'] as const)('a link that lost its final %s', (last) => {
  it.each(ending[last])('is read, also with something stuck to it: %s', (kind, id, url) => {
    const cut = url.slice(0, -1);
    for (const end of ['', '.', '/', '&utm_source=news', '%20']) {
      expect(links.read(cut + end, { kind })).toEqual(links.read(url, { kind }));
      expect(links.read(tokenOf(cut) + end, { kind }).metadata).toEqual({ id });
    }
  });

  it.each(ending[last])('is not read as another kind of link: %s', (kind, _, url) => {
    const cut = url.slice(0, -1);
    for (const other of kinds.filter((each) => each !== kind)) {
      expect(() => links.read(cut, { kind: other })).toThrow(LinkError);
    }
  });

  it.each(ending[last])('is refused where more is missing, or another: %s', (_, _id, url) => {
    const other = last === '-' ? '_' : '-';
    for (const text of [url.slice(0, -2), url.slice(0, -2) + last, url.slice(0, -1) + other]) {
      expect(() => links.read(text)).toThrow(LinkError);
    }
    expect(() => links.read(url.slice(0, -1) + last + last)).toThrow(LinkError);
  });
});

describe('what is forged', () => {
  it('is refused with anything added or missing: 15,000 tokens of right headers', () => {
    const [, [, click]] = linksOf(1);
    const token = tokenOf(click);
    const bytes = fc.uint8Array({ minLength: 14, maxLength: 80 });
    let refused = 0;
    fc.assert(
      fc.property(
        bytes,
        fc.constantFrom('', '-', '_', 'A'),
        fc.constantFrom(...stuck),
        (rest, end, more) => {
          const forged = token.slice(0, 5) + encodeBase64url(rest) + end + more;
          for (const kind of kinds) {
            expect(() => links.read(forged, { kind })).toThrow(LinkError);
            refused += 1;
          }
        },
      ),
      { numRuns: 5_000 },
    );
    expect(refused).toBe(15_000);
  });

  it('is refused where one character of a token is another, or missing', () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const token = tokenOf(ending['-'][0]?.[2] ?? '');
    for (let at = 1; at < token.length - 1; at++) {
      for (const character of ['', '.', ...Array.from(alphabet)]) {
        if (character === token[at]) continue;
        const changed = token.slice(0, at) + character + token.slice(at + 1);
        expect(() => links.read(changed)).toThrow(LinkError);
        expect(() => links.read(changed.slice(0, -1))).toThrow(LinkError);
      }
    }
  });
});

it('a token that is whole is tried once: only one that may have lost its end has other spellings', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 90 }), (bytes) => {
      const token = `s${encodeBase64url(bytes)}`;
      const spellings = ['-', '_'].map((lost) => readTokenText(token + lost));
      expect(spellings.filter((each) => each !== null)).toHaveLength(
        bytes.length % 3 === 2 ? 2 : 0,
      );
      expect(readTokenText(`b${token}-`)).toBeNull();
    }),
  );
});

it('a text of any kind is a link or a LinkError, in linear time', () => {
  for (const part of [
    '/',
    '/s',
    '%',
    '%41',
    '/sAAAAAAAAAAAAAAAAAAAAAAAAAAAA&',
    'https://',
    '?',
    '&',
  ]) {
    expect(() => links.read(part.repeat(100_000))).toThrow(LinkError);
  }
});

it('a pytracking token is found where it was, also below a path that begins like a sealed token', () => {
  const plain = createLinks({ clickUrl: 'https://t.example.com/c/', format: 'pytracking' });
  const url = plain.click('https://shop.example.com/', { id: 1 });
  for (const base of [
    'https://t.example.com/best-newsletter-tracking-domain/c/',
    'https://subscriptions-newsletter-links.example.com/c/',
    '/subscription-management-links/c/',
  ]) {
    expect(plain.read(base + tokenOf(url))).toEqual(plain.read(url));
  }
});
