import { describe, expect, it } from 'vitest';
import { ownAuthority } from '../../../src/pipeline/request/own-host.ts';

const own = { publicUrl: 'https://t.example.com', trustedProxyHops: 0 };

const ask = (
  hosts: readonly string[],
  target = '/debug/hits',
  forwardedHost?: string,
  trustedProxyHops = 0,
) => {
  const headers = forwardedHost === undefined ? {} : { 'x-forwarded-host': forwardedHost };
  return ownAuthority({ target, hosts, headers }, { ...own, trustedProxyHops });
};

describe('a request is for us', () => {
  it.each([
    'localhost',
    'localhost:8700',
    'localhost:',
    'LocalHost:8700',
    'localhost.',
    'localhost.:8700',
    'demo.localhost:8700',
    '127.0.0.1:8700',
    '192.168.1.20',
    '8.8.8.8:80',
    '[::1]:8700',
    '[2001:DB8::1]',
    '[::ffff:127.0.0.1]',
    't.example.com',
    'T.EXAMPLE.COM:443',
    't.example.com.',
    't.example.com:8700',
  ])('by the name %s', (host) => {
    expect(ask([host])).toBe(host);
  });

  it.each([
    ['another name', 'evil.example'],
    ['another name with our port', 'evil.example:8700'],
    ['a name that begins like ours', 'localhost.evil.example'],
    ['a name that begins like an address', '127.0.0.1.evil.example'],
    ['a name that ends like ours', 'evil-localhost'],
    ['a name that ends like publicUrl', 'not-t.example.com'],
    ['a name below publicUrl', 'evil.t.example.com'],
    ['the name above publicUrl', 'example.com'],
    ['no name', ''],
    ['a port alone', ':8700'],
    ['a space', 'x y'],
    ['a space at our name', 'localhost evil.example'],
    ['a quote', 'a"onmouseover=alert(1)'],
    ['markup', '<script>alert(1)</script>'],
    ['a user name', 'localhost@evil.example'],
    ['a user name before our name', 'evil.example@localhost'],
    ['a user name with a password', 'localhost:8700@evil.example'],
    ['a path', 'evil.example/.localhost'],
    ['a backslash', 'evil.example\\.localhost'],
    ['a fragment', 'evil.example#.localhost'],
    ['a query', 'evil.example?.localhost'],
    ['an escape', 'evil.example%2f.localhost'],
    ['an escaped name', '%6cocalhost'],
    ['two dots at the end', 'localhost..'],
    ['a port that is none', 'localhost:x'],
    ['a port too large', 'localhost:99999'],
    ['two ports', 'localhost:80:80'],
    ['an open bracket', '[::1'],
    ['brackets around a name', '[localhost]'],
    ['a zone', '[fe80::1%25eth0]'],
    ['several names', 'localhost, evil.example'],
    ['other letters', 'ｌocalhost'],
    ['a punycode name', 'xn--localhost-9za'],
    ['a scheme', 'http://localhost'],
  ])('not by %s: %s', (_what, host) => {
    expect(ask([host])).toBe(null);
  });

  it('not without a Host header, nor with several', () => {
    expect(ask([])).toBe(null);
    expect(ask(['localhost', 'localhost'])).toBe(null);
    expect(ask(['localhost', 'evil.example'])).toBe(null);
    expect(ask(['evil.example', 'localhost'])).toBe(null);
  });

  it.each([
    ['http://localhost:8700/debug/hits', 'localhost:8700', 'localhost:8700'],
    ['HTTP://127.0.0.1/debug/hits', 'localhost', '127.0.0.1'],
    ['http://localhost/debug/hits', 'evil.example', null],
    ['http://evil.example/debug/hits', 'localhost', null],
    ['https://evil.example?/', 'localhost', null],
    ['ws://evil.example/', 'localhost', null],
    ['http://localhost@evil.example/', 'localhost', null],
    ['http:///debug/hits', 'localhost', null],
  ])('by a whole address only where that names us as well: %s of %s', (target, host, expected) => {
    expect(ask([host], target)).toBe(expected);
  });

  it('by what a trusted proxy says only where both names are ours', () => {
    expect(ask(['127.0.0.1:8700'], '/', 't.example.com', 1)).toBe('t.example.com');
    expect(ask(['127.0.0.1:8700'], '/', 'evil.example, t.example.com', 1)).toBe('t.example.com');
    expect(ask(['127.0.0.1:8700'], '/', 'evil.example', 1)).toBe(null);
    expect(ask(['127.0.0.1:8700'], '/', 't.example.com, evil.example', 1)).toBe(null);
    // To a page whose name leads here we are of its own origin: it may send this header.
    expect(ask(['evil.example'], '/', 'localhost', 1)).toBe(null);
  });

  it('whatever stands in headers of proxies that nobody trusts', () => {
    expect(ask(['localhost'], '/', 'evil.example')).toBe('localhost');
    expect(ask(['evil.example'], '/', 'localhost')).toBe(null);
  });

  it('by no name of its own where there is no publicUrl', () => {
    const hosts = ['t.example.com'];
    const anybody = { publicUrl: null, trustedProxyHops: 0 };
    expect(ownAuthority({ target: '/', hosts, headers: {} }, anybody)).toBe(null);
    const named = { ...anybody, names: hosts };
    expect(ownAuthority({ target: '/', hosts, headers: {} }, named)).toBe('t.example.com');
  });
});
