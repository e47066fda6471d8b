import { createLinks } from '@hitmark/codec';
import { target } from './link-case.ts';
import { vectorBases, vectorKeys, vectorNow } from './settings.ts';

/** A link that something has happened to on its way; it says what it said before. */
export interface DamagedCase {
  readonly name: string;
  readonly url: string;
}

const stuck = ['.', ')', '>', '"', ';', '*', "'", '!', ']', '=', '\u200b', '%20', '%E2%80%8B', '%'];
const withSlashes = [
  '/)',
  '&utm_source=news&utm_medium=a/b',
  '&u=https://other.example/a',
  '<br/>',
];

/** Links with something stuck to their end, or without it. */
export function damagedCases(): readonly DamagedCase[] {
  const options = { ...vectorBases, keys: vectorKeys[0], now: () => Date.parse(vectorNow) };
  const links = createLinks(options);
  const inBase32 = createLinks({ ...options, alphabet: 'base32' });
  const whole = {
    open: links.open({ id: 1 }),
    click: links.click(target, { id: 1 }),
    unsubscribe: links.unsubscribe({ id: 1 }),
    'click in base32': inBase32.click(target, { id: 1 }),
  };
  return [
    ...Object.entries(whole).flatMap(([name, url]) =>
      [...stuck, ...withSlashes].map((end) => ({ name: `${name}, then ${end}`, url: url + end })),
    ),
    ...['-', '_', '1'].map((end) => ({
      name: `click in base32, then ${end}`,
      url: whole['click in base32'] + end,
    })),
    ...['-', '_'].flatMap((last) => {
      const url = endingIn(last, (id) => links.click(target, { id }));
      return [
        { name: `without its final ${last}`, url: url.slice(0, -1) },
        { name: `without its final ${last}, then a full stop`, url: `${url.slice(0, -1)}.` },
      ];
    }),
  ];
}

function endingIn(last: string, make: (id: string) => string): string {
  for (let count = 0; ; count++) {
    const url = make(`reader ${count}`);
    if (url.endsWith(last)) return url;
  }
}
