import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hitEventId, type HitIdentity } from '../../src/event/index.ts';

const hit: HitIdentity = { site: 'acme', random: '2c5s6hvybvwg3', time: 1_795_339_800_123 };

const identities: fc.Arbitrary<HitIdentity> = fc.record({
  site: fc.option(fc.string({ unit: 'binary' }), { nil: null }),
  random: fc.string({ unit: 'binary' }),
  time: fc.nat(2 ** 48 - 1),
});

/** Computes the same id by Node's own SHA-256, bit by bit. */
function reference({ site, random, time }: HitIdentity): string {
  const text = JSON.stringify(['hitmark hit', site, random, time]);
  const bits = BigInt(`0x${createHash('sha256').update(text).digest('hex')}`);
  const randA = bits >> 244n;
  const variant = (bits >> 240n) & 3n;
  const randB = (bits >> 180n) & (2n ** 60n - 1n);
  const number =
    (BigInt(time) << 80n) | (7n << 76n) | (randA << 64n) | (2n << 62n) | (variant << 60n) | randB;
  const hex = number.toString(16).padStart(32, '0');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

describe('hitEventId', () => {
  it('gives every machine and every later version the same ids', () => {
    expect(hitEventId(hit)).toBe('01a20297-4e3b-75f9-853d-fe345dd52a55');
    expect(hitEventId({ ...hit, site: null })).toBe('01a20297-4e3b-7783-8ae3-d9167cdfd0ae');
    expect(hitEventId({ site: 'münchen', random: '\ud83d', time: 0 })).toBe(
      '00000000-0000-7789-a82f-aead185b01f4',
    );
  });

  it('is a uuid v7 of the hit’s time, and a hash of its identity', () => {
    fc.assert(
      fc.property(identities, (identity) => {
        expect(hitEventId(identity)).toBe(reference(identity));
      }),
    );
  });

  it.each([
    ['another site', { site: 'acme2' }],
    ['no site', { site: null }],
    ['an empty site', { site: '' }],
    ['another random', { random: '2c5s6hvybvwg4' }],
    ['another time', { time: hit.time + 1 }],
    ['a site that takes a part of the random', { site: 'acme2', random: 'c5s6hvybvwg3' }],
    ['a site that holds the text between the two', { site: 'acme","2c5s', random: '6hvybvwg3' }],
  ])('is another one with %s', (_, other) => {
    expect(hitEventId({ ...hit, ...other })).not.toBe(hitEventId(hit));
  });

  it('is the same for no two hits, however their parts are put together', () => {
    fc.assert(
      fc.property(identities, identities, (one, other) => {
        fc.pre(one.site !== other.site || one.random !== other.random);
        expect(hitEventId({ ...one, time: 0 })).not.toBe(hitEventId({ ...other, time: 0 }));
      }),
    );
  });
});
