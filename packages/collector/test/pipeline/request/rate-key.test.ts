import { describe, expect, it } from 'vitest';
import { rateKey } from '../../../src/pipeline/request/rate-key.ts';

describe('rateKey', () => {
  it('is an IPv4 address by itself', () => {
    expect(rateKey('198.51.100.1')).toBe('198.51.100.1');
    expect(rateKey('198.51.100.2')).not.toBe(rateKey('198.51.100.1'));
  });

  it('is an IPv6 address by its /64, however it is written', () => {
    const keys = ['2001:db8:0:1::1', '2001:db8:0:1:ffff::', '2001:0DB8:0000:0001:0:0:0:2'];
    expect(new Set(keys.map(rateKey)).size).toBe(1);
    const long = ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::', '2001:DB8:01:2:3:4:5:7'];
    expect(new Set(long.map(rateKey)).size).toBe(1);
    expect(rateKey('2001:db8:0:2::1')).not.toBe(rateKey('2001:db8:0:1::1'));
  });

  it('of an IPv4 address mapped into IPv6 is that of the IPv4 address', () => {
    expect(rateKey('::ffff:198.51.100.1')).toBe('198.51.100.1');
  });

  it('is the same for all texts that are not addresses', () => {
    expect(rateKey('')).toBe('');
  });
});
