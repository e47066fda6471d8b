/** All texts together: many times what a URL carries, so that nobody can make a reader unfold more. */
export const maxTextsLength = 2 ** 15;

/**
 * The texts of the link that is being written, one after another; a zero follows. These and all that
 * is kept by position are there once: to make them anew would take as long as the rest.
 */
export const units = /* @__PURE__ */ new Uint16Array(maxTextsLength + 1);

/** Where they end. */
export let textsEnd = 0;

/** The pieces by which equal parts are found. */
export const pieceLength = 4;

/** A prime number. */
const hashes = 1021;

/** By hash: the first and the last of the pieces before `filed`; by piece: the next. Places plus 1. */
export const firstPieces = /* @__PURE__ */ new Uint16Array(hashes);
const lastPieces = /* @__PURE__ */ new Uint16Array(hashes);
export const nextPieces = /* @__PURE__ */ new Uint16Array(maxTextsLength + 1);
let filed = 0;

export function clearTexts(): void {
  textsEnd = filed = 0;
  firstPieces.fill(0);
}

export function appendText(text: string): void {
  for (let at = 0; at < text.length; at++) units[textsEnd++] = text.charCodeAt(at);
  units[textsEnd] = 0;
}

/** Of the piece that begins there. */
export function hashAt(place: number): number {
  let piece = 0;
  for (let at = 0; at < pieceLength; at++) piece = (piece << 8) ^ units[place + at]!;
  return (piece >>> 0) % hashes;
}

/** Files the pieces that begin before `place`. */
export function filePieces(place: number): void {
  while (filed < place) {
    const hash = hashAt(filed++);
    if (firstPieces[hash]) nextPieces[lastPieces[hash]!] = filed;
    else firstPieces[hash] = filed;
    lastPieces[hash] = filed;
    nextPieces[filed] = 0;
  }
}

/** How much of what stands at `at` stands at `place` too, of `longest` characters. */
export function sameLength(place: number, at: number, longest: number): number {
  let length = 0;
  while (length < longest && units[place + length] === units[at + length]) length++;
  return length;
}

/** Less where the last text ends before. */
export function sliceTexts(start: number, length: number): string {
  return String.fromCharCode(...units.subarray(start, Math.min(start + length, textsEnd)));
}

/** Enough to name any position before this one. */
export function positionBits(position: number): number {
  return 32 - Math.clz32(position);
}
