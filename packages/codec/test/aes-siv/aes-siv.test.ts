import { readFileSync } from 'node:fs';
import { aessiv, cmac } from '@noble/ciphers/aes.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAesSiv, createCmac } from '../../src/aes-siv/aes-siv.ts';
import { createAes as createNodeAes } from '../../src/aes-siv/aes.node.ts';
import { createAes } from '../../src/aes-siv/aes.ts';

interface Vectors {
  readonly sealed: readonly {
    readonly name: string;
    readonly key: string;
    readonly associatedData: readonly string[];
    readonly plaintext: string;
    readonly sealed: string;
  }[];
}

const vectors = JSON.parse(
  readFileSync(new URL('aes-siv-vectors.json', import.meta.url), 'utf8'),
) as Vectors;

const bytes = fc.uint8Array({ maxLength: 100 });
const keys = fc
  .constantFrom(32, 48, 64)
  .chain((length) => fc.uint8Array({ minLength: length, maxLength: length }));

describe.each([
  ['on Node', createNodeAes],
  ['elsewhere', createAes],
])('AES-SIV %s', (_, createAesHere) => {
  it.each(vectors.sealed)('seals $name', ({ key, associatedData, plaintext, sealed }) => {
    const siv = createAesSiv(fromHex(key), createAesHere)(...associatedData.map(fromHex));
    expect(toHex(siv.seal(fromHex(plaintext)))).toBe(sealed);
  });

  it.each(vectors.sealed)('unseals $name', ({ key, associatedData, plaintext, sealed }) => {
    const siv = createAesSiv(fromHex(key), createAesHere)(...associatedData.map(fromHex));
    expect(toHex(siv.unseal(fromHex(sealed)) ?? new Uint8Array())).toBe(plaintext);
  });

  it.each(vectors.sealed)('refuses $name with any bit flipped', (vector) => {
    const { key, associatedData, sealed } = vector;
    const siv = createAesSiv(fromHex(key), createAesHere)(...associatedData.map(fromHex));
    for (let bit = 0; bit < sealed.length * 4; bit++) {
      const flipped = fromHex(sealed);
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      expect(siv.unseal(flipped)).toBeNull();
    }
  });

  it.each(vectors.sealed)('refuses $name cut short', ({ key, associatedData, sealed }) => {
    const siv = createAesSiv(fromHex(key), createAesHere)(...associatedData.map(fromHex));
    for (let length = 0; length < sealed.length / 2; length++) {
      expect(siv.unseal(fromHex(sealed).subarray(0, length))).toBeNull();
    }
  });

  it('seals as an independent implementation does', () => {
    fc.assert(
      fc.property(keys, fc.array(bytes, { maxLength: 3 }), bytes, (key, data, plaintext) => {
        const sealed = createAesSiv(key, createAesHere)(...data).seal(plaintext);
        expect(toHex(sealed)).toBe(toHex(aessiv(key, ...data).encrypt(plaintext)));
      }),
    );
  });

  it('unseals what it sealed, also when messages follow on each other', () => {
    const siv = createAesSiv(new Uint8Array(64), createAesHere)(Uint8Array.of(1));
    fc.assert(
      fc.property(bytes, bytes, (first, second) => {
        const sealed = [siv.seal(first), siv.seal(second)];
        expect(sealed.map((one) => toHex(siv.unseal(one)!))).toEqual([toHex(first), toHex(second)]);
      }),
    );
  });

  it('refuses what was sealed with other associated data', () => {
    const siv = createAesSiv(new Uint8Array(64), createAesHere);
    const sealed = siv(Uint8Array.of(1)).seal(new Uint8Array(20));
    expect(siv(Uint8Array.of(2)).unseal(sealed)).toBeNull();
    expect(siv().unseal(sealed)).toBeNull();
  });

  it('counts blocks beyond the end of a byte', () => {
    const key = new Uint8Array(64).fill(3);
    const plaintext = new Uint8Array(16 * 600);
    const sealed = createAesSiv(key, createAesHere)().seal(plaintext);
    expect(toHex(sealed)).toBe(toHex(aessiv(key).encrypt(plaintext)));
  });

  it('leaves what it was given as it was', () => {
    const siv = createAesSiv(new Uint8Array(64), createAesHere)();
    const plaintext = new Uint8Array(32).fill(9);
    const sealed = siv.seal(plaintext);
    const copy = toHex(sealed);
    siv.unseal(sealed);
    expect([toHex(plaintext), toHex(sealed)]).toEqual([toHex(new Uint8Array(32).fill(9)), copy]);
  });

  it('has the CMAC of an independent implementation', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), bytes, (key, message) => {
        expect(toHex(createCmac(createAesHere(key))(message))).toBe(toHex(cmac(message, key)));
      }),
    );
  });
});

describe("Node's AES, which goes on from message to message", () => {
  const key = new Uint8Array(32).fill(5);
  const blocks = () => new Uint8Array(32).fill(9);
  const expected = {
    chained: toHex(createAes(key).chainBlocks(blocks())),
    encrypted: toHex(createAes(key).encryptBlocks(blocks())),
  };

  it('is right after it was given no whole blocks', () => {
    const aes = createNodeAes(key);
    for (const length of [15, 33, 1]) {
      expect(() => aes.chainBlocks(new Uint8Array(0))).toThrow(RangeError);
      expect(() => aes.chainBlocks(new Uint8Array(length))).toThrow(RangeError);
      expect(() => aes.encryptBlocks(new Uint8Array(length))).toThrow(RangeError);
      expect(toHex(aes.chainBlocks(blocks()))).toBe(expected.chained);
      expect(toHex(aes.encryptBlocks(blocks()))).toBe(expected.encrypted);
    }
  });

  it('is right though what it gave back is changed', () => {
    const aes = createNodeAes(key);
    aes.chainBlocks(blocks()).fill(0);
    expect(toHex(aes.chainBlocks(blocks()))).toBe(expected.chained);
  });
});

function fromHex(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

function toHex(some: Uint8Array): string {
  return Array.from(some, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
