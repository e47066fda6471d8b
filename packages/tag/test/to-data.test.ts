import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { toData } from '../src/data.ts';

beforeAll(() => {
  vi.stubGlobal('location', new URL('https://site.test/'));
});

afterAll(() => {
  vi.unstubAllGlobals();
});

const circle: Record<string, unknown> = {};
circle['self'] = circle;

describe('toData', () => {
  it('is what JSON can say of each member', () => {
    const date = new Date(0);
    expect(toData({ a: 1, b: 'x', c: false, d: [1], e: { f: 1 }, date }, {})).toEqual({
      a: 1,
      b: 'x',
      c: false,
      d: [1],
      e: { f: 1 },
      date,
    });
  });

  it.each([
    ['BigInt', 1n],
    ['circular', circle],
    ['a map', new Map([[1, 2]])],
    ['empty', {}],
    ['nested badly', { deep: { circle } }],
  ])('leaves out what is %s, and nothing else', (_name, bad) => {
    expect(toData({ first: 1, bad, last: 2 }, {})).toEqual({ first: 1, last: 2 });
  });

  it('leaves out a member whose getter throws', () => {
    const data = {
      first: 1,
      get bad(): never {
        throw new Error('no');
      },
    };
    expect(toData(data, {})).toEqual({ first: 1 });
  });

  it('reaches no prototype', () => {
    const data = toData(JSON.parse('{"__proto__":{"polluted":1},"a":1}'), {});
    expect(Object.getPrototypeOf(data)).toBe(Object.prototype);
    expect({}).not.toHaveProperty('polluted');
  });

  it.each([undefined, null, 'text', 7, () => {}, Symbol('s'), new Map([[1, 2]])])(
    'is none where there is none: %s',
    (given) => {
      expect(toData(given, {})).toEqual({});
    },
  );
});
