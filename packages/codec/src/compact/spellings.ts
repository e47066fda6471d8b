import { copies } from './copies.ts';
import { phrases } from './phrases.ts';
import { fragments, jsonDelimiters, urlPrefixes, words } from './preset.ts';
import { runs, uuids } from './runs.ts';
import type { Spelling } from './spelling.ts';
import { times } from './times.ts';
import { wide } from './wide.ts';

/** Every spelling, in the order of their symbols and of the columns in the table of odds. */
export function createSpellings(): readonly Spelling[] {
  return [
    phrases(urlPrefixes),
    phrases(jsonDelimiters),
    phrases(words),
    phrases(fragments),
    copies,
    uuids,
    runs(16, 6, 6),
    runs(10, 2, 4),
    runs(62, 4, 5),
    times,
    wide,
  ];
}
