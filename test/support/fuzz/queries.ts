import { wire } from '@hitmark/codec/hit';
import fc from 'fast-check';
import { hostileTexts } from './hostile-texts.ts';

/** Identified, and found again, by its canary. */
const hit = 'r=CANARY&t=1763802600123&d.canary=CANARY';

const names = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...Object.values(wire)) },
  {
    weight: 2,
    arbitrary: fc.constantFrom('d.a', 'd.b', 'd.', 'D.x', 'unknown', '', '[]', 'd.a[]'),
  },
  { weight: 1, arbitrary: fc.string({ maxLength: 12 }).map(encodeURIComponent) },
);

const values = fc.oneof(
  fc.constantFrom('', '0', '1', '-1', '1e3', '1920x1080', 'https://shop.example.com/?a=1', 'NaN'),
  fc.nat().map(String),
  fc.string({ unit: 'grapheme', maxLength: 30 }).map(encodeURIComponent),
  fc.string({ unit: 'binary-ascii', maxLength: 30 }).map(encodeURIComponent),
  fc.constantFrom('x'.repeat(65), 'y'.repeat(600), '%00', '%F0%9F%98%80', '+', '%2B', ';'),
);

/** Parameters after those of `hit`, which may be wrong or not. */
const parameters = fc
  .array(fc.tuple(names, values), { maxLength: 6 })
  .map((pairs) => pairs.map(([name, value]) => `&${name}=${value}`).join(''));

/** Texts that are slow to read, as a value or as parameters of their own; short enough for an address. */
const hostile = fc
  .tuple(
    fc.constantFrom(...hostileTexts.values()),
    fc.constantFrom(100, 1_000, 6_000),
    fc.constantFrom('', 'u=', 'f=', 's=', 'i=', 'd=', 'd.a='),
  )
  .map(([text, length, name]) => {
    const written = text(length).replace(/[^!-~]|#/gu, encodeURIComponent);
    return `&${name}${written.slice(0, 6_000)}`;
  });

/** Values that a hit is stored without, or that are cut. */
const defects = fc.constantFrom(
  '&s=100%',
  '&%E0%A4%A=1',
  '&s=%ff',
  '&r=1',
  '&d.canary=other',
  '&d.__proto__=1',
  '&__proto__=1',
  '&a=yesterday',
  '&x=wide',
  `&v=${'z'.repeat(65)}`,
  `&h=${'%F0%9F%98%80'.repeat(200)}`,
  `&${'zz&'.repeat(300)}s=1`,
  '&d={"canary":"other"}',
  `&d={"a":${'['.repeat(40)}`,
  '&o=yes',
);

/** Query strings: each is a hit, whatever is wrong with it. */
export const queries: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.constant(hit) },
  { weight: 6, arbitrary: parameters.map((rest) => hit + rest) },
  { weight: 1, arbitrary: hostile.map((rest) => hit + rest) },
  {
    weight: 3,
    arbitrary: fc.tuple(parameters, defects).map(([rest, defect]) => hit + rest + defect),
  },
);
