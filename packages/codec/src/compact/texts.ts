/** All texts together: many times what a URL carries, so that nobody can make a reader unfold more. */
export const maxTextsLength = 2 ** 15;

/**
 * The texts of the link that is being written, one after another, as code units; a zero follows. This
 * and all that is kept by position is there once: to make it anew would take as long as the rest.
 */
export const texts = { units: new Uint16Array(maxTextsLength + 1), length: 0 };

/** The pieces by which equal parts are found. */
export const pieceLength = 4;

/** Where a piece's hash stands first and last, and next: places plus 1, of the pieces before `filed`. */
const first = /* @__PURE__ */ new Uint16Array(2 ** 10);
const last = /* @__PURE__ */ new Uint16Array(2 ** 10);
const next = /* @__PURE__ */ new Uint16Array(maxTextsLength);
let filed = 0;

export function clearTexts(): void {
  texts.length = filed = 0;
  first.fill(0);
}

export function appendText(text: string): void {
  const { units, length } = texts;
  for (let at = 0; at < text.length; at++) units[length + at] = text.charCodeAt(at);
  texts.length += text.length;
  units[texts.length] = 0;
}

export function hashAt(place: number): number {
  const { units } = texts;
  const start = (units[place]! << 8) ^ units[place + 1]!;
  const end = (units[place + 2]! << 8) ^ units[place + 3]!;
  return Math.imul((start << 16) ^ end, 0x9e3779b1) >>> 22;
}

/** Files the pieces that begin before `place`. */
export function filePieces(place: number): void {
  for (; filed < place; filed++) {
    const hash = hashAt(filed);
    if (first[hash]) next[last[hash]! - 1] = filed + 1;
    else first[hash] = filed + 1;
    last[hash] = filed + 1;
    next[filed] = 0;
  }
}

/** The first place of the filed pieces of this hash; -1: there is none. */
export function firstLike(hash: number): number {
  return first[hash]! - 1;
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

/** Enough to name any position before this one. */
export function positionBits(position: number): number {
  return 32 - Math.clz32(position);
}
