import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { getClickTrackingResult, getOpenTrackingResult } from '@hitmark/codec/pytracking';
import { adaptHtml, type AdaptConfig } from '@hitmark/email/pytracking';
import { parse5Links } from '../support/parse5-links.ts';

const config: AdaptConfig = {
  baseOpenTrackingUrl: 'https://t.example/o/',
  baseClickTrackingUrl: 'https://t.example/c/',
  defaultMetadata: { d: 1 },
};

function trackedUrls(html: string, of: AdaptConfig): unknown[] {
  return parse5Links(html)
    .map(([, href]) => href)
    .filter((href) => href.startsWith('https://t.example/c/'))
    .map((href) => getClickTrackingResult(href, of).trackedUrl);
}

describe('adaptHtml', () => {
  it('makes the links that pytracking makes', () => {
    const html =
      '<a href="http://x/?a&amp;b">1</a><a href=" http://x">2</a><a href="HTTP://x">3</a>';
    const adapted = adaptHtml(html, { id: 7 }, config);
    expect(trackedUrls(adapted, config)).toEqual(['http://x/?a&b']);
    const [[, href] = [0, '']] = parse5Links(adapted);
    expect(href).toBe(
      'https://t.example/c/eyJ1cmwiOiAiaHR0cDovL3gvP2EmYiIsICJtZXRhZGF0YSI6IHsiaWQiOiA3fX0=',
    );
  });

  it('tracks what pytracking does: placeholders, its own links, no areas, no comments', () => {
    const html =
      '<a href="http://{{host}}/x">1</a><a href="https://t.example/c/e30=">2</a><a href=//x/3>3</a>' +
      '<area href="http://x/4"><!--[if mso]><a href="http://x/5">5</a><![endif]--><a href="/6">6</a>';
    expect(trackedUrls(adaptHtml(html, null, config), config)).toEqual([
      'http://{{host}}/x',
      'https://t.example/c/e30=',
      '//x/3',
    ]);
  });

  it('adds the pixel, and changes nothing else', () => {
    const html = '<!DOCTYPE html><BODY>&nbsp;<p>{{x}}<br></body>\r\n';
    const adapted = adaptHtml(html, { id: 7 }, config);
    const [image = '', src = ''] = /<img src="([^"]*)"[^>]*>/.exec(adapted) ?? [];
    expect(adapted.replace(image, '')).toBe(html);
    expect(adapted.endsWith(`${image}</body>\r\n`)).toBe(true);
    expect(getOpenTrackingResult(src, config).metadata).toEqual({ d: 1, id: 7 });
  });

  it('obeys the options, and overrides before them', () => {
    const html = '<a href="http://x/1">1</a>';
    expect(adaptHtml(html, null, { ...config, openTracking: false, clickTracking: false })).toBe(
      html,
    );
    expect(adaptHtml(html, null, config, { openTracking: false, clickTracking: false })).toBe(html);
    const key = 'cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=';
    const encrypted = adaptHtml(html, null, config, { encryptionKey: key });
    expect(trackedUrls(encrypted, { ...config, encryptionKey: key })).toEqual(['http://x/1']);
  });

  it('takes an empty email, and refuses a value that is not a text', () => {
    expect(adaptHtml('', null, config)).toMatch(/^<img [^>]*>$/);
    expect(() => adaptHtml(7 as unknown as string, null, config)).toThrow(TypeError);
  });
});

interface Case {
  readonly id: string;
  readonly html: string;
  readonly metadata: Record<string, unknown>;
  readonly options?: { readonly click_tracking?: boolean; readonly open_tracking?: boolean };
  readonly expect: { readonly hrefs?: readonly string[]; readonly pixel?: number };
  readonly html5_hrefs?: readonly string[];
}

const { cases } = JSON.parse(
  readFileSync(new URL('vectors/adapt-html.json', import.meta.url), 'utf8'),
) as { readonly cases: readonly Case[] };

describe("pytracking's own cases", () => {
  it('are 24', () => {
    expect(cases).toHaveLength(24);
  });

  it.each(cases)('$id: $html', (given) => {
    const { html, metadata, options = {} } = given;
    const { click_tracking: clickTracking = true, open_tracking: openTracking = true } = options;
    const adapted = adaptHtml(html, metadata, config, { clickTracking, openTracking });
    // An email that lists a click link among its own is tracked twice: the outer link is ours.
    expect(trackedUrls(adapted, config)).toEqual(given.html5_hrefs ?? given.expect.hrefs);
    // pytracking puts no pixel into fragments; a fragment is an email too.
    expect(adapted.match(/<img src="https:\/\/t\.example\/o\//g) ?? []).toHaveLength(
      openTracking ? 1 : 0,
    );
  });
});
