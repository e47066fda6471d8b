import fc from 'fast-check';
import type { Template } from './template.ts';

/** Addresses that must not be found whole anywhere afterwards. */
export const wholeAddresses = ['198.51.100.77', '203.0.113.77', '2001:db8:77:77:77:77:77:77'];

const values = fc.oneof(
  fc.constantFrom('', '1', '*', 'null', 'CANARY', '"', ',,,', '\t', 'x'.repeat(2_000)),
  fc.string({ maxLength: 40 }).map(printable),
  fc.string({ unit: fc.nat(255).map((code) => String.fromCodePoint(code)) }).map(printable),
);

/** Removes the characters that a header's value must not hold (RFC 9110 §5.5); `bytes.ts` sends those. */
function printable(text: string): string {
  return text.replaceAll(/[^\t\x20-\x7e\x80-\xff]/g, '').trim();
}

const addresses = fc
  .array(fc.oneof(fc.constantFrom(...wholeAddresses, 'unknown', ''), values), { maxLength: 3 })
  .map((list) => list.join(', '));

const names = [
  'Cookie',
  'Origin',
  'Referer',
  'User-Agent',
  'Accept-Language',
  'Accept-Encoding',
  'Range',
  'Sec-GPC',
  'DNT',
  'Sec-Purpose',
  'Purpose',
  'Sec-Fetch-Dest',
  'If-None-Match',
  'Via',
  'Forwarded',
  'X-Forwarded-Host',
  'X-Forwarded-Proto',
  'X-Http-Method-Override',
  'Authorization',
  'Content-Encoding',
  'Expect',
];

const header = fc.oneof(
  fc.tuple(fc.constantFrom(...names), values),
  fc.tuple(fc.constant('X-Forwarded-For'), addresses),
  fc.tuple(
    fc.constant('Cookie'),
    fc.constantFrom(
      'id=f47ac10b-58cc-4372-a567-0e02b2c3d479',
      'id=F47AC10B-58CC-4372-A567-0E02B2C3D479; id=CANARY',
      'id=CANARY',
      '=; ;;id; id=',
    ),
  ),
  fc.constantFrom(
    ['Sec-GPC', '1'] as const,
    ['DNT', '1'] as const,
    ['Expect', '100-continue'] as const,
  ),
);

/** Headers that change what is recorded, or try to. */
export const headers: fc.Arbitrary<Template['headers']> = fc.array(header, { maxLength: 3 });
