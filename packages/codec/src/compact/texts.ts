/** All texts together: many times what a URL carries, so that nobody can make a reader unfold more. */
export const maxTextsLength = 2 ** 15;

/**
 * The texts of the link that is being written, one after another, as code units; a zero follows. This
 * and all that is kept by position is there once: to make it anew would take as long as the rest.
 */
export const texts = /* @__PURE__ */ { units: new Uint16Array(maxTextsLength + 1), length: 0 };

/** The pieces by which equal parts are found. */
export const pieceLength = 4;

/** By position, of the piece that begins there. */
const hashes = /* @__PURE__ */ new Uint16Array(maxTextsLength);

/** Where a hash stands first and last, and next: places plus 1, of the pieces before `filed`. */
const first = /* @__PURE__ */ new Uint16Array(2 ** 10);
const last = /* @__PURE__ */ new Uint16Array(2 ** 10);
const next = /* @__PURE__ */ new Uint16Array(maxTextsLength);
let filed = 0;
let lastUnits = 0;

export function clearTexts(): void {
  texts.length = filed = 0;
  first.fill(0);
}

export function appendText(text: string): void {
  for (let index = 0; index < text.length; index++) {
    const at = texts.length++;
    lastUnits = (lastUnits << 8) ^ (texts.units[at] = text.charCodeAt(index));
    if (at >= 3) hashes[at - 3] = Math.imul(lastUnits, 0x9e3779b1) >>> 22;
  }
  texts.units[texts.length] = 0;
}

/** Files the pieces that begin before `place`. */
export function filePieces(place: number): void {
  for (; filed < place; filed++) {
    const hash = hashes[filed]!;
    if (first[hash]) next[last[hash]! - 1] = filed + 1;
    else first[hash] = filed + 1;
    last[hash] = filed + 1;
    next[filed] = 0;
  }
}

/** The first place of the filed pieces that may be the one at `at`; -1: there is none. */
export function firstLike(at: number): number {
  return first[hashes[at]!]! - 1;
}

/** The next after `place`. */
export function nextLike(place: number): number {
  return next[place]! - 1;
}

/** How much of what stands at `at` stands at `place` too, of `longest` characters. */
export function sameLength(place: number, at: number, longest: number): number {
  const { units } = texts;
  let length = 0;
  while (length < longest && units[place + length] === units[at + length]) length++;
  return length;
}

export function sliceTexts(start: number, end: number): string {
  return String.fromCharCode(...texts.units.subarray(start, end));
}
