import { distribution, type Distribution } from './distribution.ts';
import { columns, odds } from './odds.ts';
import { beginnings, pieces, words } from './preset.ts';
import type { Spelling } from './spelling.ts';
import { createSpellings } from './spellings.ts';
import { end } from './symbols.ts';

/** What a text is, which tells how it is likely to begin. */
export type TextKind = 'url' | 'key' | 'value' | 'number';

/**
 * How texts are spelled, and how likely each symbol is after each character. All of it is fixed:
 * reading is a look-up, and equal texts are written equally.
 */
export interface Model {
  readonly spellings: readonly Spelling[];
  atStart(kind: TextKind): Distribution;
  after(codeUnit: number): Distribution;
}

let made: Model | undefined;

/** Made on first use, which takes a few milliseconds. */
export function model(): Model {
  made ??= createModel();
  return made;
}

function createModel(): Model {
  const sorts = Array.from({ length: end }, (_, codeUnit) => sortOf(codeUnit));
  const pairs = countLetterPairs();
  const byRow = new Map(
    [...odds].map(([row, weights]) => [row, followers(weights, sorts, pairs.get('')!)]),
  );
  const byCodeUnit = [...sorts, 'wide'].map((sort, codeUnit) => {
    const letterCounts = pairs.get(String.fromCharCode(codeUnit));
    return letterCounts
      ? followers(odds.get('a')!, sorts, letterCounts)
      : (byRow.get(sort) ?? byRow.get('!')!);
  });
  return {
    spellings: createSpellings(),
    atStart: (kind) => byRow.get(kind)!,
    after: (codeUnit) => byCodeUnit[Math.min(codeUnit, end)]!,
  };
}

/** What an ASCII character is called in the table of odds. */
function sortOf(codeUnit: number): string {
  const character = String.fromCharCode(codeUnit);
  if (/[a-z]/.test(character)) return 'a';
  if (/\d/.test(character)) return '0';
  if (/[A-Z]/.test(character)) return 'A';
  if (columns.includes(character)) return character;
  return /[ -~]/.test(character) ? '!' : '';
}

const letters = [...'abcdefghijklmnopqrstuvwxyz'];

/** For each letter, and for `''` that stands for all else, how often each letter follows it. */
function countLetterPairs(): Map<string, Map<string, number>> {
  const pairs = new Map(
    ['', ...letters].map((before) => [before, new Map(letters.map((letter) => [letter, 1]))]),
  );
  for (const text of [...beginnings, ...words, ...pieces]) {
    let before = '';
    for (const character of text) {
      const counts = pairs.get(before)!;
      const count = counts.get(character);
      if (count !== undefined) counts.set(character, count + 3);
      before = count === undefined ? '' : character;
    }
  }
  return pairs;
}

/** The distribution by a row of odds, each column's part divided among its characters. */
function followers(
  weights: readonly number[],
  sorts: readonly string[],
  letterCounts: ReadonlyMap<string, number>,
): Distribution {
  const letterTotal = [...letterCounts.values()].reduce((sum, count) => sum + count, 0);
  const sortSizes = new Map<string, number>();
  for (const sort of sorts) sortSizes.set(sort, (sortSizes.get(sort) ?? 0) + 1);
  const scale = 2 ** 16;
  const ofCharacters = sorts.map((sort, codeUnit) => {
    const letterCount = letterCounts.get(String.fromCharCode(codeUnit));
    const part = letterCount ? letterCount / letterTotal : 1 / sortSizes.get(sort)!;
    return Math.floor((weights[columns.indexOf(sort)] ?? 0) * scale * part);
  });
  const ofOthers = weights.slice(columns.length).map((weight) => weight * scale);
  return distribution([...ofCharacters, ...ofOthers]);
}
