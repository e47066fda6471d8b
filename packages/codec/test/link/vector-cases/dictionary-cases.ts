import type { LinksOptions } from '@hitmark/codec';
import type { LinkCase } from './link-case.ts';

export function dictionaryCases(): readonly LinkCase[] {
  const brand = 'https://shop.unheard-of-brand.example/collections/ loyalty_card_number';
  const click = (
    name: string,
    dictionaries: readonly string[],
    reader?: LinksOptions,
  ): LinkCase => ({
    name: `dictionary: ${name}`,
    options: { dictionaries },
    kind: 'click',
    arguments: [
      'https://shop.unheard-of-brand.example/collections/42',
      { loyalty_card_number: 7 },
      { label: 'Łódź, 東京' },
    ],
    ...(reader && { reader }),
  });
  return [
    click('one', [brand]),
    click('the first of two', [brand, 'another']),
    click('an older one', [brand], { dictionaries: ['a newer one', brand] }),
    click('beyond ASCII', [`${brand} Łódź, 東京 🚀 "\\`]),
    click('of one character', ['x']),
    click('of many lines', [`\n${brand}\n\n`]),
    click('of 20,000 characters', [`${brand}${',;'.repeat(10_000)}`]),
  ];
}
