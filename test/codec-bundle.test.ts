import { gzipSync } from 'node:zlib';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import terserPlugin from '@rollup/plugin-terser';
import { rollup } from 'rollup';
import { beforeAll, describe, expect, it } from 'vitest';
import * as sealedOnNode from '@hitmark/codec';
import * as onNode from '@hitmark/codec/pytracking';

// Its types are those of a CommonJS module, which it is not.
const terser = terserPlugin as unknown as typeof terserPlugin.default;

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

describe('the browser build of @hitmark/codec', () => {
  let code: string;

  beforeAll(async () => {
    code = await bundleForBrowsers('@hitmark/codec');
  });

  it('has nothing of Node in it', () => {
    expect(/\bnode:|\bBuffer\b|\brequire\(/.exec(code)).toBeNull();
  });

  it('is at most 15 KiB, minified and gzipped', () => {
    expect(gzipSync(code, { level: 9 }).length).toBeLessThanOrEqual(15_360);
  });

  it('makes and reads the same sealed links as on Node', async () => {
    const inBrowsers = (await import(
      `data:text/javascript,${encodeURIComponent(code)}`
    )) as typeof sealedOnNode;
    const options = {
      clickUrl: 'https://t.example.com/c/',
      keys: `hm1.k1.${'A'.repeat(42)}E`,
      now: () => 1_763_802_600_000,
    };
    const here = sealedOnNode.createLinks(options);
    const there = inBrowsers.createLinks(options);
    for (let length = 0; length < 100; length++) {
      const url = `https://shop.example.com/${'é'.repeat(length)}`;
      const link = here.click(url, { length });
      expect(there.click(url, { length })).toBe(link);
      expect(there.read(link)).toEqual(here.read(link));
    }
  });
});

async function bundleForBrowsers(entry: string): Promise<string> {
  const plugins = [nodeResolve({ browser: true, rootDir: import.meta.dirname }), terser()];
  const bundle = await rollup({ input: entry, plugins });
  const { output } = await bundle.generate({ format: 'es' });
  await bundle.close();
  return output[0].code;
}
