/** Escapes of the characters that placeholders consist of, beside letters. */
const escapes: ReadonlyMap<string, string> = new Map(
  Array.from(' !"$\'*,:;<=>[]{|}', (character) => [
    `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
    character,
  ]),
);

/** A URL as it was before an editor escaped the marks of placeholders in it. */
export function decodeDelimiters(url: string): string {
  if (!url.includes('%')) return url;
  return url.replace(/%[\da-f]{2}/gi, (escape) => escapes.get(escape.toUpperCase()) ?? escape);
}
