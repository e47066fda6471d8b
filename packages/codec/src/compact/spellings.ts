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
    runs(16, 6, 6),
    runs(10, 2, 4),
    runs(62, 4, 5),
    times,
    wide,
  ];
}
