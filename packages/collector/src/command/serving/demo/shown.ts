/**
 * Text of data as a page may show it: lone surrogates replaced, and characters that are not to be seen, or
 * turn the direction of others, as the escapes that JSON has for them.
 */
export function shown(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069]/gu, escapeOf);
}

/** Text of data as `shown` writes it, cut where it is too long for a line. */
export function shownShort(text: string, maxLength = 160): string {
  return shown(text.length > maxLength ? `${text.slice(0, maxLength - 1)}…` : text);
}

function escapeOf(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
