import { LinkError } from '../../link-error.ts';
import { maxDepth, tooDeep } from '../../json.ts';

/** Value that `json.loads` returns. Numbers are doubles: an int beyond 2^53 loses its last digits. */
export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [name: string]: Json };

const words: Readonly<Record<string, Json>> = {
  null: null,
  true: true,
  false: false,
  NaN: Number.NaN,
  Infinity,
  '-Infinity': -Infinity,
};

/**
 * Reads JSON as Python's `json.loads` does: NaN, Infinity and -Infinity are read too, and the last of equal names
 * wins.
 *
 * @throws LinkError `malformed-json`, or `too-deep` beyond 990 levels
 */
export function loads(text: string): Json {
  // JSON.parse is 4 times as fast (measured), and is used where it reads the same: where the text is too short to be
  // nested too deeply, and has no -0, which Python reads as 0.
  if (text.length <= maxDepth && !/(^|[\s:,[])-0/.test(text)) {
    try {
      return JSON.parse(text) as Json;
    } catch {
      // It may hold NaN or Infinity, which are read below.
    }
  }
  const number = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?/y;
  const word = /null|true|false|NaN|-?Infinity/y;
  let at = 0;
  const root = readValue(0);
  skipSpace();
  if (at < text.length) throw malformed();
  return root;

  function readValue(depth: number): Json {
    skipSpace();
    switch (text[at]) {
      case '"':
        return readString();
      case '{':
        return readObject(depth + 1);
      case '[':
        return readList(depth + 1);
      default:
        return readNumber() ?? readWord();
    }
  }

  function readObject(depth: number): Json {
    if (depth > maxDepth) throw tooDeep();
    const members: Record<string, Json> = {};
    at++;
    if (takes('}')) return members;
    do {
      skipSpace();
      if (text[at] !== '"') throw malformed();
      const name = readString();
      if (!takes(':')) throw malformed();
      define(members, name, readValue(depth));
    } while (takes(','));
    if (!takes('}')) throw malformed();
    return members;
  }

  function readList(depth: number): Json {
    if (depth > maxDepth) throw tooDeep();
    const items: Json[] = [];
    at++;
    if (takes(']')) return items;
    do items.push(readValue(depth));
    while (takes(','));
    if (!takes(']')) throw malformed();
    return items;
  }

  function readString(): string {
    const start = at;
    do at = text.indexOf('"', at + 1);
    while (at > 0 && isEscaped());
    if (at < 0) throw malformed();
    const inside = text.slice(start + 1, at++);
    return /[^ -[\]-\uffff]/.test(inside) ? unescape(text.slice(start, at)) : inside;
  }

  function isEscaped(): boolean {
    let backslashes = 0;
    while (text[at - 1 - backslashes] === '\\') backslashes++;
    return backslashes % 2 === 1;
  }

  function readNumber(): number | undefined {
    number.lastIndex = at;
    const match = number.exec(text);
    if (match === null) return undefined;
    at = number.lastIndex;
    const isInt = match[1] === undefined && match[2] === undefined;
    // Python's ints have no -0, its floats have.
    return isInt ? Number(match[0]) + 0 : Number(match[0]);
  }

  function readWord(): Json {
    word.lastIndex = at;
    const [found = ''] = word.exec(text) ?? [];
    const value = words[found];
    if (value === undefined) throw malformed();
    at += found.length;
    return value;
  }

  function takes(character: string): boolean {
    skipSpace();
    if (text[at] !== character) return false;
    at++;
    return true;
  }

  function skipSpace(): void {
    while (text[at] === ' ' || text[at] === '\n' || text[at] === '\r' || text[at] === '\t') at++;
  }
}

function unescape(literal: string): string {
  try {
    return JSON.parse(literal) as string;
  } catch {
    throw malformed();
  }
}

/** Adds a member, also one that is named `__proto__`. */
function define(members: Record<string, Json>, name: string, value: Json): void {
  if (name === '__proto__') {
    Object.defineProperty(members, name, {
      value,
      configurable: true,
      enumerable: true,
      writable: true,
    });
  } else members[name] = value;
}

/** Error for malformed JSON. It has no cause, since the message of JSON.parse quotes the text, which would get into logs. */
function malformed(): LinkError {
  return new LinkError('malformed-json', 'expected the token to hold JSON');
}
