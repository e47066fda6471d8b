import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { linkEvent } from '../src/links.ts';
import { defaults } from '../src/settings.ts';
import type { TagOptions } from '../src/tag-options.ts';

beforeAll(() => {
  vi.stubGlobal('location', new URL('https://site.test/page'));
});

afterAll(() => {
  vi.unstubAllGlobals();
});

function eventOf(href: string, isDownload = false, options: TagOptions = {}) {
  return linkEvent(new URL(href, location.href), isDownload, { ...defaults, ...options });
}

describe('linkEvent', () => {
  it.each([
    ['https://other.test/x?token=1', 'outbound'],
    ['https://other.test/a.zip', 'download'],
    ['/files/Report.PDF?a=1', 'download'],
  ])('of %s is %s', (href, name) => {
    expect(eventOf(href)).toBe(name);
  });

  it.each([
    '/inside',
    '#top',
    'mailto:ada@example.org',
    'tel:+41',
    'javascript:void 0',
    'data:text/plain,pdf',
    'blob:https://site.test/a.pdf',
    'ftp://other.test/x',
  ])('is none of %s', (href) => {
    expect(eventOf(href)).toBe(false);
  });

  it('is a download by the attribute, unless the option says off', () => {
    expect(eventOf('/report', true)).toBe('download');
    expect(eventOf('data:text/csv,secret', true)).toBe('download');
    expect(eventOf('/report.pdf', true, { downloads: 'off' })).toBe(false);
    expect(eventOf('data:,x', true, { downloads: 'off' })).toBe(false);
  });

  it('knows the own domains by name and by pattern', () => {
    const options = { domains: 'own.test, *.own.test' };
    expect(eventOf('https://own.test/', false, options)).toBe(false);
    expect(eventOf('https://a.own.test:444/', false, options)).toBe(false);
    expect(eventOf('https://notown.test/', false, options)).toBe('outbound');
  });

  it('is a contact where the option says so', () => {
    expect(eventOf('mailto:ada@example.org', false, { contact: 'on' })).toBe('contact');
    expect(eventOf('javascript:void 0', false, { contact: 'on' })).toBe(false);
  });
});
