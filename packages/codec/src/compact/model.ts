import { distribution, type Distribution } from './distribution.ts';
import { columns, weightsOf } from './odds.ts';
import { fragments, words } from './preset.ts';
import type { Spelling } from './spelling.ts';
import { createSpellings } from './spellings.ts';
import { end } from './symbols.ts';

/** What a text is, which tells how it is likely to begin. */
export type TextKind = 'url' | 'json' | 'text';

/**
 * How texts are spelled, and how likely each symbol is at the start of a text and after each
 * character. All of it is fixed: reading is a look-up, and equal texts are written equally.
 */
export interface Model {
  readonly spellings: readonly Spelling[];
  readonly atStart: Readonly<Record<TextKind, Distribution>>;
  readonly after: (codeUnit: number) => Distribution;
}

let made: Model | undefined;

/** Made on first use. */
export function model(): Model {
  made ??= createModel();
  return made;
}

function createModel(): Model {
  const ascii = Array.from({ length: end }, (_, code) => String.fromCharCode(code));
  const sorts = ascii.map(sortOf);
  const sample = [...words.phrases, ...fragments.phrases].join(' ');
  const byCodeUnit: Distribution[] = [];
  return {
    spellings: createSpellings(),
    atStart: { url: weigh('url', ' '), json: weigh('json', ' '), text: weigh('text', ' ') },
    after: (codeUnit) =>
      (byCodeUnit[Math.min(codeUnit, end)] ??= weigh(
        sorts[codeUnit] ?? 'wide',
        sorts[codeUnit] === 'a' ? ascii[codeUnit]! : ' ',
      )),
  };

  /**
   * By a row of odds. Each column's part is divided among its characters: among letters by how often
   * they follow `before` in the preset.
   */
  function weigh(row: string, before: string): Distribution {
    const weights = weightsOf(row);
    const shares = ascii.map((character, code) =>
      sorts[code] === 'a' ? 1 + 3 * (sample.split(before + character).length - 1) : 1,
    );
    const ofCharacters = sorts.map((sort, code) => {
      const total = shares.reduce((sum, part, at) => sum + (sorts[at] === sort ? part : 0), 0);
      return Math.floor((2 ** 16 * (weights[columns.indexOf(sort)] ?? 0) * shares[code]!) / total);
    });
    const ofOthers = weights.slice(columns.length).map((weight) => 2 ** 16 * weight);
    return distribution([...ofCharacters, ...ofOthers]);
  }
}

/** What a character is called in the table of odds, where control characters are not. */
function sortOf(character: string): string {
  const sort = character.replace(/[a-z]/, 'a').replace(/\d/, '0').replace(/[A-Z]/, 'A');
  if (columns.includes(sort)) return sort;
  return /[ -~]/.test(character) ? '!' : character;
}
