import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LinkError, createLinks, type LinksOptions } from '@hitmark/codec';
import { createAesSiv } from '../../src/aes-siv/aes-siv.ts';
import { createAes as createNodeAes } from '../../src/aes-siv/aes.node.ts';
import { createAes } from '../../src/aes-siv/aes.ts';
import { decodeBase64url, encodeBase64url } from '../../src/base64url.ts';
import { createPayloadWriter, readPayload } from '../../src/link/payload.ts';
import { codeOf } from './code-of.ts';

const options: LinksOptions = {
  openUrl: 'https://t.example.com/o/',
  clickUrl: 'https://t.example.com/c/',
  unsubscribeUrl: 'https://t.example.com/u/',
  keys: 'hm1.k1.AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8',
  now: () => Date.parse('2026-11-22T09:30:00Z'),
};

/** Tokens of every kind and of every number of characters over a multiple of four and of eight. */
function tokensIn(alphabet: 'base64url' | 'base32'): string[] {
  const links = createLinks({ ...options, alphabet });
  const bound = createLinks({ ...options, alphabet, bindHost: true });
  const urls = [
    links.open(),
    links.open({ id: 1 }),
    links.open({ id: 1 }, { tracking: 'anonymous' }),
    links.click('https://www.example.com/'),
    links.click('https://example.com/a?utm_source=newsletter', { customer_id: 17 }),
    links.click('https://xyzzy.test/q#z', {}, { message: 'm', label: 'l', expiresInSeconds: 60 }),
    links.unsubscribe({ list: 'weekly' }),
    bound.click('https://www.example.com/', { id: 12 }),
  ];
  return urls.map((url) => url.slice(url.lastIndexOf('/') + 1));
}

/** All texts that differ from this one in a single bit. */
function bitFlips(text: string): string[] {
  return Array.from({ length: text.length * 16 }, (_, bit) => {
    const at = bit >> 4;
    const flipped = String.fromCharCode(text.charCodeAt(at) ^ (1 << (bit & 15)));
    return text.slice(0, at) + flipped + text.slice(at + 1);
  });
}

describe.each(['base64url', 'base32'] as const)('a sealed token in %s', (alphabet) => {
  const links = createLinks(options);
  const host = 't.example.com';

  it.each(tokensIn(alphabet))('is refused with any bit of its text flipped: %s', (token) => {
    const isSpellingOf = (flipped: string): boolean =>
      alphabet === 'base32' && flipped.toLowerCase() === token;
    const flips = bitFlips(token);
    expect(flips).toHaveLength(token.length * 16);
    for (const flipped of flips.filter((text) => !isSpellingOf(text))) {
      expect(() => links.read(flipped, { host })).toThrow(LinkError);
    }
    for (const flipped of flips.filter(isSpellingOf)) {
      expect(links.read(flipped, { host })).toEqual(links.read(token, { host }));
    }
  });

  it.each(tokensIn(alphabet))('is refused cut short or made longer: %s', (token) => {
    for (let length = 0; length < token.length; length++) {
      expect(() => links.read(token.slice(0, length), { host })).toThrow(LinkError);
    }
    for (const more of ['A', 'a', '7', 'AA', token]) {
      expect(() => links.read(token + more, { host })).toThrow(LinkError);
    }
  });

  it('covers every number of characters left over at the end', () => {
    const rest = alphabet === 'base32' ? 8 : 4;
    const lengths = new Set(tokensIn(alphabet).map((token) => (token.length - 1) % rest));
    expect(lengths.size).toBeGreaterThanOrEqual(alphabet === 'base32' ? 4 : 3);
  });
});

describe('a sealed token in base32', () => {
  const links = createLinks({ ...options, alphabet: 'base32' });

  it('is in lower case, and read in any', () => {
    const url = links.click('https://www.example.com/', { id: 1 });
    expect(url).toMatch(/^https:\/\/t\.example\.com\/c\/b[a-z2-7]+$/);
    expect(links.read(url.toUpperCase())).toEqual(links.read(url));
  });

  it('says what it says in base64url', () => {
    const inBase64url = createLinks(options);
    const url = links.click('https://www.example.com/', { id: 1 });
    expect(inBase64url.read(url)).toEqual(
      inBase64url.read(inBase64url.click('https://www.example.com/', { id: 1 })),
    );
  });

  it('is not read with letters that only look alike in lower case', () => {
    const token = links.open({ id: 1 }).split('/').pop() ?? '';
    expect(token).toContain('k');
    expect(codeOf(() => links.read(token.replace('k', '\u212A')))).toBe('malformed-token');
  });
});

describe('the header of a sealed token', () => {
  const token = tokensIn('base64url')[1]!;
  const withHeader = (first: number, second: number): string => {
    const bytes = Uint8Array.from(decodeBase64url(token.slice(1)) ?? []);
    bytes[0] = first;
    bytes[1] = second;
    return `s${encodeBase64url(bytes)}`;
  };
  const [first = 0, second = 0] = decodeBase64url(token.slice(1)) ?? [];
  const links = createLinks(options);

  it('is two bytes that say which key it was', () => {
    expect(links.read(withHeader(first, second)).metadata).toEqual({ id: 1 });
    expect(codeOf(() => links.read(withHeader(first, second ^ 1)))).toBe('unknown-key');
  });

  it('tells a later version apart', () => {
    expect(codeOf(() => links.read(withHeader(first | 0xc0, second)))).toBe('unknown-version');
  });

  it('is sealed with the rest', () => {
    expect(codeOf(() => links.read(withHeader(first ^ 0x40, second), { kind: 'click' }))).toBe(
      'bad-signature',
    );
    expect(codeOf(() => links.read(withHeader(first ^ 0x20, second)))).toBe('wrong-host');
    expect(codeOf(() => links.read(withHeader(first ^ 0x10, second)))).toBe('unknown-dictionary');
  });
});

describe('a payload', () => {
  const content = { url: 'https://example.com/', metadata: { id: 1 } };
  const writePayload = createPayloadWriter('');

  it('is the same bytes sealed on Node and elsewhere', () => {
    const key = new Uint8Array(64).fill(7);
    const seal = [createNodeAes, createAes].map((createAesHere) =>
      createAesSiv(key, createAesHere)(Uint8Array.of(1)).seal(writePayload(content)),
    );
    expect(seal[0]).toEqual(seal[1]);
  });

  it('has one spelling', () => {
    const bytes = writePayload(content).slice();
    for (const other of [[0], [1], [0, 0], [255]]) {
      const longer = Uint8Array.from([...bytes, ...other]);
      expect(() => readPayload(longer, '')).toThrow(LinkError);
    }
  });

  it('of any bytes is a link or a LinkError, and no bomb', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        let read;
        if (codeOf(() => (read = readPayload(bytes, ''))) !== undefined) return;
        expect(JSON.stringify(read).length).toBeLessThan(2 ** 18);
      }),
      { numRuns: 2000 },
    );
  });

  it('is never written beyond what is read', () => {
    const metadata = { text: 'a'.repeat(2 ** 15) };
    expect(() => writePayload({ metadata })).toThrow(RangeError);
  });
});
