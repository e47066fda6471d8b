import type { JsonValue } from '@hitmark/codec';
import { words } from '../../../src/compact/phrase-lists.ts';
import { open, uuid, type LinkCase } from './link-case.ts';

export function metadataCases(): readonly LinkCase[] {
  const shapes: Readonly<Record<string, JsonValue>> = {
    null: null,
    true: true,
    false: false,
    zero: 0,
    'minus zero': -0,
    'a negative number': -17,
    'a fraction': 19.99,
    'a sum of fractions': 0.1 + 0.2,
    'the largest whole number that is exact': Number.MAX_SAFE_INTEGER,
    '2 ** 63': 2 ** 63,
    'a number with an exponent': 1e21,
    'the largest number': Number.MAX_VALUE,
    'the smallest number': Number.MIN_VALUE,
    'small numbers on both sides of an exponent': [0.0001, 0.00012, 0.00001, 1.5e-7, -2e-5],
    'large numbers on both sides of an exponent': [1e15, 1e16, 123456789012345680, 1e20, 1.5e22],
    'an empty text': '',
    'a text': 'hello',
    'a text with quotes and backslashes': '"\\/\b\f\n\r\t',
    'an empty list': [],
    'a list': [1, 'two', null, true, [3]],
    'a list of lists': [[[[[[]]]]]],
    'a list of 1,000 empty lists': Array.from({ length: 1000 }, () => []),
    'brackets in a text': '[{'.repeat(600),
    'an empty object': {},
    'an object': { customer_id: 1, name: 'Jane Doe', email: 'jane.doe@example.com' },
    'objects in lists in objects': { a: [{ b: [{ c: {} }] }] },
    'names in their order': { b: 1, a: 2, c: 3 },
    'names that are numbers': { 10: 1, 9: 2, x: 3 },
    'a name without characters': { '': 1 },
    'names of a prototype': JSON.parse('{"__proto__":{"x":1},"constructor":1}') as JsonValue,
    'a UUID': { transaction_id: uuid },
    'a UUID in capitals': { transaction_id: uuid.toUpperCase() },
    'two UUIDs that share a half': [uuid, '550e8400-e29b-41d4-b827-557766551111'],
    'a UUID that goes on': `${uuid}0`,
    'an id of 24 hex digits': { id: '65f1c0ffee5f1c0ffee5f1c0' },
    'digits with leading zeros': { id: '000123' },
    'letters and digits without a pattern': { token: 'xK9fQ2LmZp7' },
    'nesting of 100 levels': nested(100),
    'the words of the preset, in JSON': Object.fromEntries(
      words.phrases.map((word, at) => [word, at]),
    ),
  };
  return Object.entries(shapes).map(([name, value]) => open(`metadata: ${name}`, value));
}

function nested(levels: number): JsonValue {
  return levels === 0 ? [] : [nested(levels - 1)];
}
