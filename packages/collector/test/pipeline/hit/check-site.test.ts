import { describe, expect, it } from 'vitest';
import { checkSite } from '../../../src/pipeline/hit/check-site.ts';
import type { RawRequest } from '../../../src/pipeline/request/raw-request.ts';
import { sampleRequest } from '../sample-request.ts';

const sites = {
  acme: { origins: ['https://acme.test', 'https://*.acme.test', 'http://localhost:3000'] },
  open: { origins: [] },
};

function judge(site: string, headers: RawRequest['headers'] = {}, url?: string) {
  const hit = { site, ...(url === undefined ? {} : { url }) };
  return checkSite(hit, sampleRequest(headers), sites)?.reason ?? 'taken';
}

describe('a hit', () => {
  it('of any site is taken where the operator lists none', () => {
    expect(checkSite({ site: 'any' }, sampleRequest(), null)).toBeNull();
    expect(checkSite({}, sampleRequest(), null)).toBeNull();
  });

  it.each(['other', '', 'Acme', 'toString', '__proto__'])('of the site %o is not', (site) => {
    expect(judge(site, { origin: 'https://acme.test' })).toBe('unknown-site');
  });

  it('without a site is rejected where the operator lists sites', () => {
    expect(checkSite({}, sampleRequest(), sites)?.reason).toBe('unknown-site');
  });

  it('of a site without origins is taken from anywhere', () => {
    expect(judge('open')).toBe('taken');
    expect(judge('open', { origin: 'https://evil.test' })).toBe('taken');
  });

  it.each([
    'https://acme.test',
    'https://www.acme.test',
    'https://a.b.acme.test',
    'http://localhost:3000',
  ])('from %s is taken', (origin) => {
    expect(judge('acme', { origin })).toBe('taken');
    expect(judge('acme', { referer: `${origin}/page?a=1` })).toBe('taken');
    expect(judge('acme', {}, `${origin}/page`)).toBe('taken');
  });

  it.each([
    'https://evil.test',
    'http://acme.test',
    'https://acme.test:8443',
    'https://acme.test.evil.test',
    'https://evilacme.test',
    'https://.acme.test',
    'https://evil.test/.acme.test',
    'https://*.acme.test',
    'http://localhost',
    '',
  ])('from %o is not', (origin) => {
    expect(judge('acme', { origin })).toBe('forbidden-origin');
    expect(judge('acme', { referer: origin })).toBe('forbidden-origin');
  });

  it('is from where its browser says, not from where its page does', () => {
    const own = 'https://acme.test/';
    expect(judge('acme', { origin: 'https://evil.test', referer: own }, own)).toBe(
      'forbidden-origin',
    );
    expect(judge('acme', { referer: 'https://evil.test/' }, own)).toBe('forbidden-origin');
  });

  it('of a sandboxed frame is from where its page says', () => {
    expect(judge('acme', { origin: 'null' }, 'https://acme.test/')).toBe('taken');
  });

  it('that nobody says the origin of is not taken', () => {
    expect(judge('acme')).toBe('forbidden-origin');
    expect(judge('acme', {}, '/page')).toBe('forbidden-origin');
  });
});
