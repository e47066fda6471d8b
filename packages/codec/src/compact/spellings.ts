import { copies } from './copies.ts';
import { phrases } from './phrases.ts';
import { beginnings, joints, pieces, words } from './preset.ts';
import { runs, uuids } from './runs.ts';
import type { Spelling } from './spelling.ts';
import { times } from './times.ts';
import { wide } from './wide.ts';

/** Every spelling, in the order of their symbols and of the columns in the table of odds. */
export function createSpellings(): readonly Spelling[] {
  return [
    phrases(beginnings, 2),
    phrases(joints, 2),
    phrases(words, 60),
    phrases(pieces, 20),
    copies,
    uuids,
    runs(16, /[0-9a-f]{6,69}/y, 6, 6),
    runs(10, /\d{2,17}/y, 2, 4),
    runs(62, /[0-9a-zA-Z]{4,35}/y, 4, 5),
    times,
    wide,
  ];
}
