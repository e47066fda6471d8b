import { readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';
import type * as codec from '@hitmark/codec';
import { describe, expect, it } from 'vitest';
import { vectorsFile, type Vectors } from '../packages/codec/test/link/vectors.ts';
import { bundleForBrowsers, bundleForScripts } from './bundle-for-browsers.ts';
import { openBrowser } from './support/chromium.ts';

// The links of packages/codec/test/link/vectors, which its own tests make and read on Node.

// As text: a literal would lose -0 and `__proto__`.
const check = `(${failuresOf.toString()})(codec, JSON.parse(${JSON.stringify(readFileSync(vectorsFile, 'utf8'))}))`;

describe('links that were published are made, read and refused the same', () => {
  it('in Chromium', async () => {
    const code = await bundleForBrowsers('@hitmark/codec');
    const browser = await openBrowser();
    const page = await browser.context.newPage();
    const failures = await page.evaluate(
      `import(${JSON.stringify(`data:text/javascript,${encodeURIComponent(code)}`)})
        .then((codec) => ${check})`,
    );
    await browser.close();
    expect(failures).toEqual([]);
  });

  it('where there is nothing but the language and what every edge runtime has', async () => {
    const code = await bundleForScripts('@hitmark/codec', 'codec');
    // As little of WinterTC's Minimum Common Web API as it needs.
    const edge = createContext({ atob, btoa, crypto, TextDecoder, TextEncoder, URL });
    expect(runInContext(`${code};${check}.join('; ')`, edge)).toBe('');
  });
});

/** Names of the vectors that do not hold. Runs elsewhere: it knows nothing but its arguments. */
function failuresOf(
  { createLinks }: typeof codec,
  { settings: { keys, now, bases, defaults }, links, refused }: Vectors,
): readonly string[] {
  const failures: string[] = [];
  for (const { name, kind, url, options, reader, link, arguments: args } of links) {
    const writer = createLinks({ ...bases, keys: keys[0], now: () => Date.parse(now), ...options });
    const make = writer[kind] as (...given: readonly unknown[]) => string;
    if (make(...args) !== url) failures.push(`made: ${name}`);
    const read = createLinks({ keys, now: () => 0, ...options, ...reader }).read(url);
    const isAsExpected = Object.entries({ ...defaults, ...link }).every(
      ([member, value]) =>
        JSON.stringify(read[member as keyof typeof read]) === JSON.stringify(value),
    );
    if (!isAsExpected) failures.push(`read: ${name}`);
  }
  for (const { name, url, options, read, code, now: later = now } of refused) {
    try {
      createLinks({ keys: keys[0], now: () => Date.parse(later), ...options }).read(url, read);
      failures.push(`refused: ${name}`);
    } catch (error) {
      if ((error as codec.LinkError).code !== code) failures.push(`refused: ${name}`);
    }
  }
  return failures;
}
