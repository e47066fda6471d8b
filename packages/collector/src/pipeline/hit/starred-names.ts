import { readEscapes } from '@hitmark/codec/hit';

/** Tells the parameters of an address whose values are to be starred, by their names. */
export interface StarredNames {
  /** Tells whether one of them may be in a text: a quick look, which costs less than to take it apart. */
  readonly mayBeIn: (text: string) => boolean;
  /** @param name as it stands in the address, without its `=` */
  readonly has: (name: string) => boolean;
}

/** Characters that can stand between the letters of a name: escapes, brackets, spaces. */
const between = String.raw`[%[\]+\s]`;
const hasBetween = new RegExp(between);

/** @param patterns in any case; `*` at either end stands for anything */
export function createStarredNames(patterns: readonly string[]): StarredNames {
  const quick = new RegExp([...patterns.map(toLiteral), between].join('|'), 'i');
  const starred = new RegExp(patterns.map(toPattern).join('|') || '(?!)', 'i');

  /** `user[password]` and `token[0]` too: the whole name and each of its parts count. */
  function isStarred(name: string): boolean {
    const letters = name.replace(/[+\s]/g, '');
    return starred.test(letters.replace(/[[\]]/g, '')) || letters.split(/[[\]]/).some(isPart);
  }

  function isPart(part: string): boolean {
    return starred.test(part);
  }

  return {
    mayBeIn: (text) => quick.test(text),
    has: (name) => (hasBetween.test(name) ? isStarred(readEscapes(name)) : starred.test(name)),
  };
}

/** Compiles a name with `*` at either end into a pattern. An open end takes a quarter of the time of `.*`. */
function toPattern(name: string): string {
  return (name.startsWith('*') ? '' : '^') + toLiteral(name) + (name.endsWith('*') ? '' : '$');
}

function toLiteral(name: string): string {
  return name.replace(/^\*|\*$/g, '').replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
