import { describe, expect, it } from 'vitest';
import { resolveOptions, type PartialOptions } from '../../src/configuration/index.ts';

const publicUrl = 'https://t.example.com';

function problems(file: PartialOptions): string {
  try {
    resolveOptions({ file });
    return '';
  } catch (error) {
    return String((error as { problems?: unknown }).problems);
  }
}

describe('a cookie that browsers keep', () => {
  it.each<PartialOptions>([
    { publicUrl, cookie: { name: '__Host-id' } },
    { publicUrl, cookie: { name: '__Secure-id', domain: 'example.com' } },
    { publicUrl, cookie: { domain: 't.example.com' } },
    { cookie: { domain: 'example.com' } },
  ])('is taken: %o', (options) => {
    expect(problems(options)).toBe('');
  });

  it.each<[PartialOptions, string]>([
    [{ cookie: { name: '__Host-id' } }, 'cookie.name: expected an https publicUrl'],
    [{ publicUrl: 'http://t.example.com', cookie: { name: '__host-id' } }, 'an https publicUrl'],
    [{ cookie: { name: '__Secure-id' } }, 'an https publicUrl'],
    [{ publicUrl, cookie: { name: '__Host-id', domain: 'example.com' } }, 'no cookie.domain'],
    [{ publicUrl, cookie: { domain: 'other.com' } }, 'cookie.domain: expected t.example.com'],
    [{ publicUrl, cookie: { domain: 'ample.com' } }, 'cookie.domain: expected t.example.com'],
    [{ publicUrl, cookie: { domain: 'x.t.example.com' } }, 'cookie.domain: expected'],
  ])('is not what %o asks for', (options, problem) => {
    expect(problems(options)).toContain(problem);
  });
});

describe('sites', () => {
  it.each([
    'https://acme.test',
    'https://*.acme.test',
    'http://localhost:3000',
    'https://xn--grsse-kva.test',
    'http://[::1]:8080',
  ])('may have the origin %s', (origin) => {
    expect(problems({ sites: { acme: { origins: [origin] } } })).toBe('');
  });

  it.each([
    'acme.test',
    'https://acme.test/',
    'https://ACME.test',
    'https://acme.test:443',
    'https://*.*.test',
    'https://*',
    '*',
    'https://a@acme.test',
    'ftp://acme.test',
  ])('can not have the origin %s', (origin) => {
    expect(problems({ sites: { acme: { origins: [origin] } } })).toContain('sites.acme.origins');
  });

  it.each(['', 'a,b', ' a', 'x'.repeat(65)])('can not be called %o', (name) => {
    expect(problems({ sites: { [name]: { origins: [] } } })).toContain('expected names');
  });

  it('have origins and nothing else', () => {
    const sites = { acme: { origin: 'https://acme.test' } } as PartialOptions['sites'];
    expect(problems({ sites: sites ?? null })).toContain('sites.acme.origin: no such option');
  });
});
