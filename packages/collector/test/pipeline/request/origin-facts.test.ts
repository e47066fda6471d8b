import { describe, expect, it } from 'vitest';
import {
  isLocalhost,
  createReadOrigin,
  type OriginFacts,
} from '../../../src/pipeline/request/origin-facts.ts';
import type { RawRequest } from '../../../src/pipeline/request/raw-request.ts';
import { sampleRequest } from '../sample-request.ts';

function origin(
  headers: RawRequest['headers'],
  { hops = 0, publicUrl = null as string | null, encrypted = false } = {},
): OriginFacts {
  return createReadOrigin({ trustedProxyHops: hops, publicUrl })(
    sampleRequest(headers, { encrypted }),
  );
}

describe('without a proxy', () => {
  it('the socket and the Host header tell', () => {
    expect(origin({})).toMatchObject({
      address: '203.0.113.7',
      https: false,
      host: 't.example.com',
    });
    expect(origin({}, { encrypted: true }).https).toBe(true);
  });

  it('no forwarded header is believed', () => {
    const forged = {
      'x-forwarded-for': '198.51.100.1',
      'x-forwarded-proto': 'https',
      'x-forwarded-host': 'evil.example',
    };
    expect(origin(forged)).toEqual(origin({}));
  });

  it.each([
    ['t.example.com:8700', 't.example.com'],
    ['T.Example.COM', 't.example.com'],
    ['[::1]:8700', '[::1]'],
    ['[::1]', '[::1]'],
    ['', ''],
  ])('the host of %o is %o', (host, name) => {
    expect(origin({ host }).host).toBe(name);
  });

  it('a request without a Host header has none', () => {
    expect(origin({ host: undefined }).host).toBe('');
  });
});

describe('behind proxies', () => {
  it.each([
    [1, '203.0.113.9'],
    [2, '198.51.100.2'],
    [3, '198.51.100.1'],
  ])('the entry that %i of them vouch for is taken, counted from the right', (hops, address) => {
    const entries = '198.51.100.1, 198.51.100.2,203.0.113.9';
    expect(origin({ 'x-forwarded-for': entries }, { hops }).address).toBe(address);
  });

  it.each([
    ['198.51.100.1:51234', '198.51.100.1'],
    ['2001:db8::1', '2001:db8::1'],
    ['[2001:db8::1]', '2001:db8::1'],
    ['[2001:db8::1]:51234', '2001:db8::1'],
    ['"[2001:db8::1]:51234"', '2001:db8::1'],
    ['::ffff:198.51.100.1', '::ffff:198.51.100.1'],
  ])('the address in %s is %s', (entry, address) => {
    expect(origin({ 'x-forwarded-for': `6.6.6.6, ${entry}` }, { hops: 1 }).address).toBe(address);
  });

  it.each([
    'unknown',
    '_hidden',
    'for=198.51.100.1',
    '198.51.100',
    '0x7f.1',
    '999.1.1.1',
    '2001:db8::1::2',
    '198.51.100.1 198.51.100.2',
    '[]',
    '<script>',
    '%00',
    'x'.repeat(8_000),
  ])('what is no address (%s) is nobody’s, and not the one left of it', (entry) => {
    expect(origin({ 'x-forwarded-for': `6.6.6.6, ${entry}` }, { hops: 1 }).address).toBe('');
  });

  it.each([',', ',,,', ',6.6.6.6,', ` , 6.6.6.6 ,\t`])(
    'commas alone (%o) tell nothing, whatever the hops',
    (value) => {
      for (const hops of [1, 16]) {
        const { address } = origin({ 'x-forwarded-for': value }, { hops });
        expect(address).not.toBe('6.6.6.6');
      }
    },
  );

  it('thousands of entries change nothing, and cost nothing', () => {
    const flood = '6.6.6.6,'.repeat(2_000);
    const start = performance.now();
    for (let times = 0; times < 10_000; times += 1) {
      const { address } = origin({ 'x-forwarded-for': `${flood}198.51.100.1` }, { hops: 1 });
      if (address !== '198.51.100.1') throw new Error(`expected the last entry, got ${address}`);
    }
    // Each split would make 2,000 strings: seconds.
    expect(performance.now() - start).toBeLessThan(20_000);
  });

  it.each([
    ['forwarded', 'for=6.6.6.6;proto=https;host=evil.example'],
    ['x-real-ip', '6.6.6.6'],
    ['x-client-ip', '6.6.6.6'],
    ['cf-connecting-ip', '6.6.6.6'],
    ['true-client-ip', '6.6.6.6'],
    ['x-forwarded', '6.6.6.6'],
    ['x-forwarded-ssl', 'on'],
    ['front-end-https', 'on'],
    ['x-forwarded-server', 'evil.example'],
    ['x-original-host', 'evil.example'],
  ])('%s is never read', (name, value) => {
    const headers = { 'x-forwarded-for': '198.51.100.1', [name]: value };
    expect(origin(headers, { hops: 1 })).toEqual(
      origin({ 'x-forwarded-for': '198.51.100.1' }, { hops: 1 }),
    );
  });

  it.each(['evil.example/path', 'a b', 'user@evil.example', '<x>', '[::1', 'évil.example'])(
    'what is no host (%s) is none',
    (host) => {
      expect(origin({ 'x-forwarded-host': host }, { hops: 1 }).host).toBe('');
    },
  );

  it('what a client wrote left of it changes nothing', () => {
    const real = origin({ 'x-forwarded-for': '198.51.100.1' }, { hops: 1 });
    const forged = origin({ 'x-forwarded-for': '6.6.6.6, 7.7.7.7, 198.51.100.1' }, { hops: 1 });
    expect(forged).toEqual(real);
  });

  it('the leftmost of fewer entries than proxies is taken: most set protocol and host only once', () => {
    const headers = {
      'x-forwarded-for': '198.51.100.1, 203.0.113.9',
      'x-forwarded-proto': 'https',
      'x-forwarded-host': 'www.example.com:443',
    };
    expect(origin(headers, { hops: 3 })).toMatchObject({
      address: '198.51.100.1',
      https: true,
      host: 'www.example.com',
    });
  });

  it('protocol and host are counted from the right as well', () => {
    const headers = {
      'x-forwarded-proto': 'https, http',
      'x-forwarded-host': 'evil.example, t.example.org',
    };
    expect(origin(headers, { hops: 1 })).toMatchObject({ https: false, host: 't.example.org' });
  });

  it.each([
    ['https', true],
    ['HTTPS', true],
    ['http', false],
    ['https:', false],
    ['ws', false],
  ])('the protocol %o is https: %o', (protocol, https) => {
    expect(origin({ 'x-forwarded-proto': protocol }, { hops: 1 }).https).toBe(https);
  });

  it.each([undefined, '', ' ', '198.51.100.1, '])(
    'a missing entry (%o) leaves what the socket and the Host header tell',
    (value) => {
      const headers = {
        'x-forwarded-for': value,
        'x-forwarded-proto': value,
        'x-forwarded-host': value,
      };
      expect(origin(headers, { hops: 1, encrypted: true })).toEqual(
        origin({}, { encrypted: true }),
      );
    },
  );
});

describe('with a public URL', () => {
  it('that decides protocol and host, whatever the request says', () => {
    const headers = { 'x-forwarded-proto': 'http', host: 'backend:8700' };
    expect(origin(headers, { hops: 1, publicUrl: 'https://T.example.com:8443/' })).toMatchObject({
      https: true,
      host: 't.example.com',
    });
  });

  it('of plain http, a request over https counts as plain http', () => {
    const plain = origin({}, { publicUrl: 'http://localhost:8700', encrypted: true });
    expect(plain).toMatchObject({ https: false, host: 'localhost' });
  });

  it('the address is still the client’s', () => {
    const headers = { 'x-forwarded-for': '198.51.100.1' };
    const publicUrl = 'https://t.example.com';
    expect(origin(headers, { hops: 1, publicUrl }).address).toBe('198.51.100.1');
    expect(origin(headers, { hops: 0, publicUrl }).address).toBe('203.0.113.7');
  });
});

describe('isLocalhost', () => {
  it.each(['localhost', 'a.localhost', 'a.b.localhost', '127.0.0.1', '127.255.1.2', '[::1]'])(
    'is true of %s',
    (host) => {
      expect(isLocalhost(host)).toBe(true);
    },
  );

  it.each([
    '',
    'localhost.example.com',
    'notlocalhost',
    '.localhost',
    '127.0.0.1.example.com',
    '128.0.0.1',
    '10.127.0.1',
    '::1',
    '[::2]',
  ])('is false of %o', (host) => {
    expect(isLocalhost(host)).toBe(false);
  });
});
