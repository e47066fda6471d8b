import { copies } from './copies.ts';
import { phrases } from './phrases.ts';
import { beginnings, pieces, words } from './preset.ts';
import { runs, uuids } from './runs.ts';
import type { Spelling } from './spelling.ts';
import { times } from './times.ts';
import { wide } from './wide.ts';

/** Every spelling, in the order of their symbols and of the columns in the table of odds. */
export function createSpellings(): readonly Spelling[] {
  return [
    phrases(beginnings, 4),
    phrases(words, 100),
    phrases(pieces, 20),
    copies,
    uuids,
    runs(16, /[0-9a-f]{6,69}/y, { minLength: 6, lengthBits: 6 }),
    runs(10, /\d{2,17}/y, { minLength: 2, lengthBits: 4 }),
    runs(62, /[0-9a-zA-Z]{4,35}/y, { minLength: 4, lengthBits: 5 }),
    times,
    wide,
  ];
}
