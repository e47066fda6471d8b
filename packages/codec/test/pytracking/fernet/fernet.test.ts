import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LinkError, decodeBase64, decryptFernet, encryptFernet } from '@hitmark/codec/pytracking';
import { createCipher as createNodeCipher } from '../../../src/pytracking/fernet/cipher.node.ts';
import { createCipher } from '../../../src/pytracking/fernet/cipher.ts';
import { encodeBase64 } from '../../../src/pytracking/python/base64.ts';

const key = 'cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=';

describe('a Fernet token', () => {
  // github.com/fernet/spec, generate.json and verify.json
  const specToken =
    'gAAAAAAdwJ6wAAECAwQFBgcICQoLDA0ODy021cpGVWKZ_eEwCGM4BLLF_5CV9dOPmrhuVUPgJobwOz7JcbmrR64jVmpU4IwqDA==';
  const specTimeMs = Date.parse('1985-10-26T01:20:00-07:00');

  it('is that of the specification', () => {
    const token = encryptFernet(new TextEncoder().encode('hello'), key, {
      now: () => specTimeMs,
      randomBytes: () => Uint8Array.from({ length: 16 }, (_, index) => index),
    });
    expect(token).toBe(specToken);
  });

  it('is read as in the specification', () => {
    const options = { now: () => specTimeMs + 1000, maxAgeSeconds: 60 };
    const message = decryptFernet(specToken, key, options);
    expect(new TextDecoder().decode(message)).toBe('hello');
  });

  it('holds any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 10_000 }), (message) => {
        expect(decryptFernet(encryptFernet(message, key), key)).toEqual(message);
      }),
    );
  });

  it.each([0, 1, 15, 16, 17, 200])('of %d bytes is refused with any bit flipped', (length) => {
    const bytes = decodeBase64(encryptFernet(new Uint8Array(length), key));
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const flipped = Uint8Array.from(bytes);
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      expect(() => decryptFernet(encodeBase64(flipped), key)).toThrow(LinkError);
    }
  });

  it('is refused with its end cut off, wherever', () => {
    const token = encryptFernet(new Uint8Array(20), key);
    for (let length = 0; length < token.length - 1; length++) {
      expect(() => decryptFernet(token.slice(0, length), key)).toThrow(LinkError);
    }
  });

  it('is not made with too little randomness', () => {
    const randomBytes = () => new Uint8Array(15);
    expect(() => encryptFernet(new Uint8Array(1), key, { randomBytes })).toThrow(
      'randomBytes did not give 16 bytes',
    );
  });
});

describe("Node's cipher", () => {
  it('encrypts, decrypts and signs as the portable one does, message after message', () => {
    const bytes16 = fc.uint8Array({ minLength: 16, maxLength: 16 });
    const anyBlocks = fc
      .uint8Array({ minLength: 16, maxLength: 500 })
      .map((bytes) => bytes.subarray(0, bytes.length - (bytes.length % 16)));
    fc.assert(
      fc.property(bytes16, bytes16, fc.array(fc.tuple(bytes16, anyBlocks)), (a, b, messages) => {
        const [cipher, nodeCipher] = [createCipher(a, b), createNodeCipher(a, b)];
        for (const [iv, blocks] of messages) {
          const output = cipher.encrypt(iv, blocks);
          expect(Uint8Array.from(nodeCipher.encrypt(iv, blocks))).toEqual(output);
          expect(Uint8Array.from(nodeCipher.decrypt(iv, output))).toEqual(blocks);
          expect(Uint8Array.from(cipher.decrypt(iv, output))).toEqual(blocks);
          expect(Uint8Array.from(nodeCipher.sign(output))).toEqual(cipher.sign(output));
        }
      }),
    );
  });
});
