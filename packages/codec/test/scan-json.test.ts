import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxJsonDepth, scanJson } from '../src/scan-json.ts';

/** Lists within an object, as many levels in all. */
function nested(levels: number): string {
  return `{"a":${'['.repeat(levels - 1)}${']'.repeat(levels - 1)}}`;
}

function isTooDeep(text: string): boolean {
  return scanJson(text).isTooDeep;
}

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

describe('a JSON text', () => {
  it.each([
    ['as many levels as are read', nested(maxJsonDepth)],
    ['many lists beside each other', `[${'[],'.repeat(1_000)}[]]`],
    ['brackets in a string', `["${'['.repeat(100)}"]`],
    ['brackets in a name', `{"${'{'.repeat(100)}":1}`],
    ['brackets behind an escaped quote', `["\\"${'['.repeat(100)}"]`],
    ['brackets behind an escaped backslash and a quote', `["\\\\\\"${'['.repeat(100)}"]`],
    ['a string that does not end', `["${'['.repeat(100)}`],
    ['nothing', ''],
  ])('is not too deep with %s', (_, text) => {
    expect(isTooDeep(text)).toBe(false);
  });

  it.each([
    ['a level more', nested(maxJsonDepth + 1)],
    ['lists that never end', '['.repeat(33)],
    ['objects in objects', '{"a":'.repeat(33)],
    ['both by turns', '[{"a":'.repeat(17)],
    ['brackets behind a string', `["\\\\"${',['.repeat(33)}`],
    ['brackets behind many lists', `[${'[],'.repeat(1_000)}${'['.repeat(33)}`],
  ])('is too deep with %s', (_, text) => {
    expect(isTooDeep(text)).toBe(true);
  });

  it('is too deep where its value is', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3 }), fc.nat(40), (value, wrapped) => {
        const text = '['.repeat(wrapped) + JSON.stringify(value) + ']'.repeat(wrapped);
        expect(isTooDeep(text)).toBe(wrapped + depthOf(value) > maxJsonDepth);
      }),
    );
  });
});

describe('the members of a JSON text', () => {
  it.each([
    ['{"a":1,"b":[1,2,3],"c":{"d":1,"e":2},"f":4}', 3, '{"a":1,"b":[1,2,3],"c":{"d":1,"e":2}'],
    ['{"a,b":"c,\\",d","e":1}', 1, '{"a,b":"c,\\",d"'],
    ['[1,[2,3],4]', 2, '[1,[2,3]'],
    ['{"a":1,"b":2}', 2, '{"a":1,"b":2}'],
    ['{"a":1,"b":2}', 3, '{"a":1,"b":2}'],
    ['1,2', 1, '1,2'],
  ])('of %s end behind the first %i: %s', (text, most, kept) => {
    expect(text.slice(0, scanJson(text, most).end)).toBe(kept);
  });

  it('are not looked at where they are left out', () => {
    expect(scanJson(`{"a":1,"b":${'['.repeat(100)}`, 1).isTooDeep).toBe(false);
  });
});
