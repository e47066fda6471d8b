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
    ['https://other.test/x?token=1', 'outbound', 'https://other.test/x?token=*'],
    ['https://other.test/a.zip', 'download', 'https://other.test/a.zip'],
    ['/files/Report.PDF?a=1', 'download', 'https://site.test/files/Report.PDF?a=1'],
  ])('of %s is %s', (href, name, url) => {
    expect(eventOf(href)).toEqual({ name, url });
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
    expect(eventOf(href).name).toBe(false);
  });

  it('of a download tells the address, but no content', () => {
    expect(eventOf('/report', true)).toEqual({ name: 'download', url: 'https://site.test/report' });
    expect(eventOf('data:text/csv,secret', true)).toEqual({ name: 'download', url: 'data:' });
    expect(eventOf('/report.pdf', true, { downloads: 'off' }).name).toBe(false);
    expect(eventOf('data:,x', true, { downloads: 'off' }).name).toBe(false);
  });

  it('knows the own domains by name and by pattern', () => {
    const options = { domains: 'own.test, *.own.test' };
    expect(eventOf('https://own.test/', false, options).name).toBe(false);
    expect(eventOf('https://a.own.test:444/', false, options).name).toBe(false);
    expect(eventOf('https://notown.test/', false, options).name).toBe('outbound');
  });

  it('is a contact where the option says so, without whose', () => {
    expect(eventOf('mailto:ada@example.org', false, { contact: 'on' })).toEqual({
      name: 'contact',
      url: 'mailto:',
    });
    expect(eventOf('javascript:void 0', false, { contact: 'on' }).name).toBe(false);
  });
});
