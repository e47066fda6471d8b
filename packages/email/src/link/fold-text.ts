/** Letters with accents, or accents by themselves, of Latin, Greek and Cyrillic. */
const accented = /[\u00c0-\u045f\u1e00-\u1fff]/;

/** A text or a path in lower case, without escapes and without the accents of Latin, Greek and Cyrillic letters. */
export function foldLetters(text: string): string {
  const lower = decodePath(text).toLowerCase();
  if (!accented.test(lower)) return lower.normalize('NFC');
  return lower
    .normalize('NFD')
    .replace(/[\u0300-\u036f]+/g, '')
    .normalize('NFC')
    .replaceAll('ı', 'i')
    .replaceAll('ł', 'l');
}

/** A single space for what parts words, in a text or in a path. */
export function partWords(text: string): string {
  return text.replace(/[\s_+/.?&=-]+/g, ' ');
}

/** Escapes of whole characters; a text with any other keeps all. */
function decodePath(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
