import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as nodeBase64url from '../src/base64url.node.ts';
import * as base64url from '../src/base64url.ts';
import { decodeBase32, encodeBase32 } from '../src/link/base32.ts';

describe.each([
  ['base64url', base64url.encodeBase64url, base64url.decodeBase64url],
  ["Node's base64url", nodeBase64url.encodeBase64url, nodeBase64url.decodeBase64url],
  ['base32', encodeBase32, decodeBase32],
])('%s', (_, encode, decode) => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1 }), (bytes) => {
        expect(Array.from(decode(encode(bytes)) ?? [])).toEqual(Array.from(bytes));
      }),
    );
  });

  it('has one spelling of every bytes', () => {
    const characters = fc.constantFrom(...Array.from('abcdefgAQgw234567-_=+/ é'));
    fc.assert(
      fc.property(fc.string({ unit: characters }), (text) => {
        const bytes = decode(text);
        fc.pre(bytes !== null);
        expect(encode(bytes)).toBe(encode === encodeBase32 ? text.toLowerCase() : text);
      }),
      { numRuns: 500 },
    );
  });
});

describe('base64url', () => {
  it('is the same on Node', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(nodeBase64url.encodeBase64url(bytes)).toBe(base64url.encodeBase64url(bytes));
      }),
    );
  });
});

describe('base32', () => {
  // RFC 4648 §10, in lower case and without padding
  it.each([
    ['f', 'my'],
    ['fo', 'mzxq'],
    ['foo', 'mzxw6'],
    ['foob', 'mzxw6yq'],
    ['fooba', 'mzxw6ytb'],
    ['foobar', 'mzxw6ytboi'],
  ])('of %s is that of the specification', (text, expected) => {
    expect(encodeBase32(new TextEncoder().encode(text))).toBe(expected);
  });

  it.each(['m', 'mz', 'mzx', 'mzxw6y', 'm1', 'mzxw6===', 'mzxw6ytbö'])('is not %s', (text) => {
    expect(decodeBase32(text)).toBeNull();
  });
});
