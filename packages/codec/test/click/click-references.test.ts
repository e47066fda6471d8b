import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LinkError, createLinks, generateKey } from '@hitmark/codec';
import { createClickReferences } from '@hitmark/codec/click';

const key = 'hm1.k1.AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8';
const references = createClickReferences(key);
const id = '01a20297-4e3b-75f9-853d-fe345dd52a55';
const page = 'https://shop.test/spring';
const reference = references.seal(id, page) ?? '';
const alphabet = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_');

describe('the reference of a click', () => {
  it('is the same on every machine and in every later version', () => {
    expect(reference).toBe('cDSYIqpO8MMBbQ2nWPwpZ7C2grMQL82_PB1ddgYrivvwYN-jYJxlW80qP');
  });

  it('has at most 64 characters, and none that an address would escape', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.webUrl(), (click, url) => {
        const sealed = references.seal(click, url) ?? '';
        expect(sealed).toMatch(/^c[\w-]{56}$/);
        expect(references.unseal(sealed, url)).toBe(click);
      }),
    );
  });

  it('reveals nothing of the click without the key: two of one page have nothing in common', () => {
    const [one, other] = [1, 2].map((last) =>
      references.seal(`01a20297-4e3b-75f9-853d-fe345dd52a0${last}`, page),
    );
    expect(one?.slice(4, 20)).not.toBe(other?.slice(4, 20));
    expect(one?.slice(-11)).not.toBe(other?.slice(-11));
  });

  it('is read with any of the keys, and sealed with the first', () => {
    const [older, newer] = [generateKey('older'), generateKey('newer')];
    const before = createClickReferences([older]);
    const after = createClickReferences([newer, older]);
    expect(after.unseal(before.seal(id, page) ?? '', page)).toBe(id);
    expect(before.unseal(after.seal(id, page) ?? '', page)).toBeNull();
    expect(createClickReferences([older, newer]).unseal(after.seal(id, page) ?? '', page)).toBe(id);
  });

  it('is found among keys whose ids have the same number', () => {
    const [one, other] = [generateKey('k1'), generateKey('jP')];
    const sealed = createClickReferences(one).seal(id, page) ?? '';
    expect(createClickReferences([other, one]).unseal(sealed, page)).toBe(id);
    expect(createClickReferences(other).unseal(sealed, page)).toBeNull();
  });

  it.each([[[]], [['cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=']]])(
    'is none without a key that seals: %j',
    (keys) => {
      expect(createClickReferences(keys).seal(id, page)).toBeNull();
      expect(createClickReferences(keys).unseal(reference, page)).toBeNull();
    },
  );

  it('needs keys that are keys, and an id that is one', () => {
    expect(() => createClickReferences('hm1.k1.short')).toThrow(LinkError);
    for (const none of ['', 'click-1', id.toUpperCase(), `${id}0`]) {
      expect(() => references.seal(none, page)).toThrow(TypeError);
    }
  });
});

describe('the page that a click led to', () => {
  it.each([
    page,
    'https://shop.test/spring/',
    'https://shop.test/spring//',
    'http://SHOP.test/spring?utm_source=news#top',
    'https://shop.test:443/spring',
    `https://shop.test/spring?hm_click=${reference}`,
    'https://user@shop.test/a/../spring',
  ])('is known by its host and path: %s', (url) => {
    expect(references.unseal(reference, url)).toBe(id);
  });

  it.each([
    'https://shop.test/summer',
    'https://shop.test/',
    'https://shop.test',
    'https://shop.test/Spring',
    'https://shop.test/spring/boots',
    'https://www.shop.test/spring',
    'https://shop.test:8443/spring',
    'https://evil.test/spring',
    'https://evil.test/shop.test/spring',
    'https://shop.testspring',
    '/spring',
    'shop.test/spring',
    '',
  ])('is no other: %s', (url) => {
    expect(references.unseal(reference, url)).toBeNull();
  });

  it('may have a name that is not ASCII, which browsers write in their way', () => {
    const sealed = references.seal(id, 'https://grüße.test:443/a b/?c#d') ?? '';
    expect(references.unseal(sealed, 'https://xn--gre-6ka8l.test/a%20b')).toBe(id);
  });

  it('is none where the click led to no address', () => {
    expect(references.seal(id, '/spring')).toBeNull();
  });
});

describe('a forged reference', () => {
  it('is refused with any character changed, missing or more', () => {
    for (let at = 0; at < reference.length; at++) {
      for (const character of ['', '.', 'é', ...alphabet]) {
        if (character === reference[at]) continue;
        const changed = reference.slice(0, at) + character + reference.slice(at + 1);
        expect(references.unseal(changed, page)).toBeNull();
      }
    }
    for (const more of [...alphabet, '=', '.', ' ', reference]) {
      expect(references.unseal(reference + more, page)).toBeNull();
      expect(references.unseal(more + reference, page)).toBeNull();
    }
  });

  it('is refused of parts of two that are right', () => {
    const other = references.seal('01a20297-4e3b-75f9-853d-fe345dd52a56', page) ?? '';
    const whole = [reference, other];
    const mixed = Array.from({ length: reference.length }, (_, at) => [
      reference.slice(0, at) + other.slice(at),
      other.slice(0, at) + reference.slice(at),
    ]).flat();
    for (const text of mixed.filter((each) => !whole.includes(each))) {
      expect(references.unseal(text, page)).toBeNull();
    }
  });

  it('is refused of any text, also with the right header, and nothing is thrown', () => {
    const rest = fc.string({ unit: fc.constantFrom(...alphabet), minLength: 53, maxLength: 53 });
    fc.assert(
      fc.property(fc.oneof(fc.string(), rest), fc.string(), (text, url) => {
        expect(references.unseal(text, page)).toBeNull();
        expect(references.unseal(reference.slice(0, 4) + text, page)).toBeNull();
        expect(references.unseal(reference, url)).toBeNull();
      }),
      { numRuns: 5_000 },
    );
  });

  it('is refused where it is the token of a link, and no link where it is one', () => {
    const links = createLinks({
      keys: key,
      clickUrl: 'https://t.test/c/',
      openUrl: 'https://t.test/o/',
    });
    for (const url of [links.open(), links.click(page), links.click(page, { id })]) {
      const token = url.slice(url.lastIndexOf('/') + 1);
      for (const text of [token, `c${token.slice(1)}`, `c${token.slice(1, 57)}`]) {
        expect(references.unseal(text, page)).toBeNull();
      }
    }
    expect(() => links.read(`s${reference.slice(1)}`)).toThrow(LinkError);
  });
});
