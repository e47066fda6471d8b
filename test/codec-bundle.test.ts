import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import * as linksOnNode from '@hitmark/codec';
import * as clicksOnNode from '@hitmark/codec/click';
import * as onNode from '@hitmark/codec/pytracking';
import { bundleForBrowsers } from './bundle-for-browsers.ts';

describe('the browser build of @hitmark/codec/pytracking', () => {
  let code: string;

  beforeAll(async () => {
    code = await bundleForBrowsers('@hitmark/codec/pytracking');
  });

  it('has nothing of Node in it', () => {
    expect(/\bnode:|\bBuffer\b|\brequire\(/.exec(code)).toBeNull();
  });

  it('is at most 12,000 bytes, minified and gzipped', () => {
    expect(gzipSync(code, { level: 9 }).length).toBeLessThanOrEqual(12_000);
  });

  it('makes and reads the same encrypted links as on Node', async () => {
    const inBrowsers = (await import(
      `data:text/javascript,${encodeURIComponent(code)}`
    )) as typeof onNode;
    const config = {
      baseClickTrackingUrl: 'https://t.example.com/c/',
      encryptionKey: 'cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=',
      now: () => 1_763_802_600_000,
      randomBytes: (length: number) => new Uint8Array(length).fill(7),
    };
    for (let length = 0; length < 100; length++) {
      const url = `https://shop.example.com/${'é'.repeat(length)}`;
      const link = onNode.getClickTrackingUrl(url, { length }, config);
      expect(inBrowsers.getClickTrackingUrl(url, { length }, config)).toBe(link);
      expect(inBrowsers.getClickTrackingResult(link, config)).toEqual(
        onNode.getClickTrackingResult(link, config),
      );
    }
  });
});

describe('the browser build of @hitmark/codec/click', () => {
  it('makes the same references as on Node, with nothing of Node in it', async () => {
    const code = await bundleForBrowsers('@hitmark/codec/click');
    expect(/\bnode:|\bBuffer\b|\brequire\(/.exec(code)).toBeNull();
    const inBrowsers = (await import(
      `data:text/javascript,${encodeURIComponent(code)}`
    )) as typeof clicksOnNode;
    const key = 'hm1.k1.AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8';
    const here = clicksOnNode.createClickReferences(key);
    const there = inBrowsers.createClickReferences(key);
    for (let path = 0; path < 50; path++) {
      const url = `https://shop.example.com/${path}`;
      const id = `01a20297-4e3b-75f9-853d-fe345dd52a${10 + path}`;
      const reference = here.seal(id, url) ?? '';
      expect(there.seal(id, url)).toBe(reference);
      expect(there.unseal(reference, url)).toBe(id);
    }
  });
});

describe('the browser build of @hitmark/codec/event', () => {
  let code: string;

  beforeAll(async () => {
    code = await bundleForBrowsers('@hitmark/codec/event');
  });

  it('has nothing of Node in it', () => {
    expect(/\bnode:|\bBuffer\b|\brequire\(/.exec(code)).toBeNull();
  });

  it('is at most 6,500 bytes, minified and gzipped, SHA-256 included', () => {
    expect(gzipSync(code, { level: 9 }).length).toBeLessThanOrEqual(6_500);
  });

  it('is no part of the builds of links and hits', async () => {
    for (const entry of ['@hitmark/codec', '@hitmark/codec/hit', '@hitmark/codec/pytracking']) {
      expect(await bundleForBrowsers(entry)).not.toContain('actor_reasons');
    }
  });
});

describe('the browser build of @hitmark/codec', () => {
  let code: string;

  beforeAll(async () => {
    code = await bundleForBrowsers('@hitmark/codec');
  });

  it('has nothing of Node in it', () => {
    expect(/\bnode:|\bBuffer\b|\brequire\(/.exec(code)).toBeNull();
  });

  // 15,000 before every Links had writers of its own (230), messages named the fault and the way out (250),
  // and a token could be of a later version, which says its recipient (500). 16,000 before links made the event of an
  // email that was sent (140); 16,150 before pytracking's JSON was written in half the time (35).
  it('is at most 16,190 bytes, minified and gzipped, pytracking included', () => {
    expect(gzipSync(code, { level: 9 }).length).toBeLessThanOrEqual(16_190);
  });

  it('makes and reads the same sealed links as on Node', async () => {
    const inBrowsers = (await import(
      `data:text/javascript,${encodeURIComponent(code)}`
    )) as typeof linksOnNode;
    const options = {
      clickUrl: 'https://t.example.com/c/',
      keys: 'hm1.k1.AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8',
      now: () => 1_763_802_600_000,
    };
    const here = linksOnNode.createLinks(options);
    const there = inBrowsers.createLinks(options);
    for (let length = 0; length < 100; length++) {
      const url = `https://shop.example.com/${'é'.repeat(length)}`;
      const link = here.click(url, { length });
      expect(there.click(url, { length })).toBe(link);
      expect(there.read(link)).toEqual(here.read(link));
    }
  });
});
