import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { truncateAddress } from '../../../src/pipeline/request/truncate-address.ts';

describe('truncateAddress', () => {
  it.each([
    ['203.0.113.7', '203.0.113.0'],
    ['203.0.113.7:51234', '203.0.113.0'],
    ['0.0.0.0', '0.0.0.0'],
    ['255.255.255.255', '255.255.255.0'],
  ])('cuts the IPv4 address %s to its /24', (address, network) => {
    expect(truncateAddress(address)).toBe(network);
  });

  it.each([
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1::'],
    ['2001:DB8:1:ffff::', '2001:db8:1::'],
    ['[2001:db8:1:2::3]', '2001:db8:1::'],
    ['[2001:db8:1:2::3]:443', '2001:db8:1::'],
    ['fe80::1%eth0', 'fe80::'],
    ['::1', '::'],
  ])('cuts the IPv6 address %s to its /48', (address, network) => {
    expect(truncateAddress(address)).toBe(network);
  });

  it.each(['::ffff:203.0.113.7', '::ffff:cb00:7107', '[::ffff:203.0.113.7]:80'])(
    'takes %s for the IPv4 address that it is',
    (address) => {
      expect(truncateAddress(address)).toBe('203.0.113.0');
    },
  );

  it.each([
    ['2002:cb00:7107:1::1', '2002:cb00:7100::'],
    ['2003:cb00:7107:1::1', '2003:cb00:7107::'],
  ])('keeps no whole IPv4 address of 6to4: of %s %s', (address, network) => {
    expect(truncateAddress(address)).toBe(network);
  });

  it.each([
    '',
    'unknown',
    '_hidden',
    '203.0.113',
    '1',
    '0x7f.1',
    '203.0.113.256',
    '203.0.113.7.',
    '203.0.113.7:port',
    '2001:db8::1::2',
    '[2001:db8::1',
    '203.0.113.7, 198.51.100.1',
    't.example.com',
  ])('has nothing to keep of %o, which is no address', (text) => {
    expect(truncateAddress(text)).toBeNull();
  });

  it('never keeps the last byte of an address, nor changes what it has cut', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (address) => {
        const network = truncateAddress(address);
        expect(network).toMatch(/(^|\.|:)0$|::$/);
        expect(truncateAddress(network ?? '')).toBe(network);
      }),
    );
  });
});
