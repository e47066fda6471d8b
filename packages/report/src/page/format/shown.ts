/** Longest text of data that a page shows; the whole stands in the record of an event. */
const maxLength = 200;

/**
 * Text of data as it may stand in a page: control characters as their symbols (U+2400 and on), and cut where
 * it is too long for anybody to read.
 */
export function shown(text: string, length = maxLength): string {
  const cut = text.length > length ? `${text.slice(0, length - 1).toWellFormed()}…` : text;
  return cut.toWellFormed().replace(/\p{Cc}/gu, (control) => {
    const code = control.charCodeAt(0);
    // The first 32 have symbols of their own; the others are shown as DELETE.
    return String.fromCodePoint(code < 0x20 ? 0x2400 + code : 0x2421);
  });
}

/** Text of data for an attribute: without characters that change the direction of text, which nothing isolates there. */
export function shownPlain(text: string): string {
  return shown(text, 1_000).replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '');
}
