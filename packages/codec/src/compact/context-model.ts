import { columns, weightsOf } from './context-weights.ts';
import { createFrequencyTable, type FrequencyTable } from './frequency-table.ts';
import { fragments, words } from './phrase-lists.ts';

/** Kind of a text, which tells how it is likely to begin. */
export type TextKind = 'url' | 'json' | 'text';

/**
 * A text's symbols: ASCII characters (literals) stand for themselves, 0 to 127; then come the end of
 * the text and the segments of segment-coders.ts in their order.
 */
export const endOfText = 128;

/**
 * Likelihood of each symbol in its context: at the start of a text, or after a character. All of it is
 * fixed: reading is a look-up, and equal texts are written equally.
 */
export interface ContextModel {
  readonly atStart: Readonly<Record<TextKind, FrequencyTable>>;
  /** Table by ASCII character; the last one is for all others. */
  readonly after: readonly FrequencyTable[];
}

export const contextModel: ContextModel = /* @__PURE__ */ createContextModel();

/** The context after a character. */
export function contextAfter(codeUnit: number): FrequencyTable {
  return contextModel.after[Math.min(codeUnit, endOfText)]!;
}

function createContextModel(): ContextModel {
  const ascii = Array.from({ length: endOfText }, (_, code) => String.fromCharCode(code));
  const classes = ascii.map(classOf);
  const followers = countPairs([...words.phrases, ...fragments.phrases].join(' '));
  const tables = new Map<string, FrequencyTable>();
  return {
    atStart: { url: context('url'), json: context('json'), text: context('text') },
    after: [
      ...ascii.map((character, code) =>
        context(classes[code]!, classes[code] === 'a' ? character : ' '),
      ),
      context('wide'),
    ],
  };

  /** @param before the letter before, or a space */
  function context(row: string, before = ' '): FrequencyTable {
    const table = tables.get(row + before) ?? createFrequencyTable(weigh(row, before));
    tables.set(row + before, table);
    return table;
  }

  /**
   * Divides the weight of each class among its characters: among letters by how often they follow
   * `before` in the phrases.
   */
  function weigh(row: string, before: string): readonly number[] {
    const weights = weightsOf(row);
    const sums: Record<string, number> = {};
    const shares = ascii.map((character, code) => {
      const name = classes[code]!;
      const share = name === 'a' ? 1 + 3 * (followers.get(before + character) ?? 0) : 1;
      sums[name] = (sums[name] ?? 0) + share;
      return share;
    });
    const ofCharacters = classes.map((name, code) =>
      Math.floor((2 ** 16 * (weights[columns.indexOf(name)] ?? 0) * shares[code]!) / sums[name]!),
    );
    return [...ofCharacters, ...weights.slice(columns.length).map((weight) => 2 ** 16 * weight)];
  }
}

/** Counts of pairs of characters that follow each other; there are no three of the same. */
function countPairs(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (let at = 1; at < text.length; at++) {
    const pair = text.slice(at - 1, at + 1);
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  return counts;
}

/** The class of a character, as the columns call it; control characters have none. */
function classOf(character: string): string {
  const name = character.replace(/[a-z]/, 'a').replace(/\d/, '0').replace(/[A-Z]/, 'A');
  if (columns.includes(name)) return name;
  return /[ -~]/.test(character) ? '!' : character;
}
