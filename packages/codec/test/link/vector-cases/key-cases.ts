import type { LinksOptions } from '@hitmark/codec';
import { open, type LinkCase } from './link-case.ts';
import { vectorKeys } from './settings.ts';

const [firstKey, secondKey] = vectorKeys;

const secret = 'QEFCQ0RFRkdISUpLTE1OT1BRUlNUVVZXWFlaW1xdXl8';

export function keyCases(): readonly LinkCase[] {
  const ids = ['1', '_', '-', 'Z', 'a'.repeat(32), '0_-9'.repeat(8), '2026-11', 'k0x7'];
  const under = (what: string, keys: readonly string[], reader?: LinksOptions): LinkCase => ({
    ...open(`open under ${what}`, { id: 1 }, { keys }),
    ...(reader && { reader }),
  });
  const twin = `hm1.jP.${secret}`;
  return [
    ...ids.map((id) => under(`the key id ${id}`, [`hm1.${id}.${secret}`])),
    under('a secret of zeros', [`hm1.zeros.${'A'.repeat(43)}`]),
    under('a secret of ones', [`hm1.ones.${'_'.repeat(42)}8`]),
    under('the second key, read under both', [secondKey], { keys: [firstKey, secondKey] }),
    under('a key whose id has the tag of another', [twin], { keys: [firstKey, twin] }),
    under('the other of the two', [firstKey], { keys: [twin, firstKey] }),
    under('a key beside one of Fernet', ['cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=', firstKey]),
  ];
}
