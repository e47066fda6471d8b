/**
 * Classes of characters, a column each: letters, digits and capitals, characters that are a class of
 * their own, and `!` for all other printable ones.
 */
export const columns = 'a0A-_./=&?":!';

/**
 * Likelihood of each symbol (13 classes of characters, the end of the text, the segments in their order) in
 * each context: at the start of a text of a kind, or after a character of a class. Two digits more, up to
 * `z`, are twice as likely. Counted in hand-written samples of links; part of the format, like the phrases.
 */
export const rows: Readonly<Record<string, string>> = {
  url: '44444444444444n4444444444',
  json: '666666666666666n666666666',
  text: 'j5j555555555cc55f55fee5fe',
  a: 'm33d8bea2811ad1e1f6113114',
  0: 'dc2e2ff2cb22ej2k2c9222222',
  A: 'j5jf55b5d5555h5g5b555555e',
  '-': 'lff4444444444444h4b44i444',
  '.': 'md44444444444444dgd44g444',
  '/': 'l822222222222c22kba82gd22',
  '=': 'kee5555555555555iccefhcc5',
  '&': 'k777777777777777k7777dh77',
  '"': 'k9f3333333333333k3ccc93b3',
  ':': '6j6f66666666c6666cf66l666',
  '!': 'hef444444444cl4ee4a44g44a',
  wide: 'i77777777777gg7777777777l',
};

/** The weights of a context. What has no row of its own stands in queries, like `&`. */
export function weightsOf(row: string): readonly number[] {
  return Array.from(rows[row] ?? rows['&']!, (digit) => weight(Number.parseInt(digit, 36)));
}

/** 0, 2, 3, 4, 6, 8, 12, 16 …: powers of the square root of 2, in whole numbers. */
function weight(digit: number): number {
  return digit && (2 + ((digit - 1) % 2)) << ((digit - 1) >> 1);
}
