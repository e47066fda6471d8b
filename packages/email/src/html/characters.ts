/** Code units that HTML's grammar gives a meaning. */
export const code = {
  tab: 9,
  lineFeed: 10,
  formFeed: 12,
  carriageReturn: 13,
  space: 32,
  exclamation: 33,
  doubleQuote: 34,
  apostrophe: 39,
  slash: 47,
  colon: 58,
  less: 60,
  equals: 61,
  greater: 62,
  question: 63,
} as const;

/** HTML's white space: not what JavaScript's `\s` means. */
export function isSpace(unit: number): boolean {
  return (
    unit <= code.space &&
    (unit === code.space ||
      unit === code.lineFeed ||
      unit === code.carriageReturn ||
      unit === code.tab ||
      unit === code.formFeed)
  );
}

export function isLetter(unit: number): boolean {
  const lower = unit | 32;
  return lower >= 97 && lower <= 122;
}
