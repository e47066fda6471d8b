/**
 * Copies a text into memory of its own, for whatever is remembered. V8 keeps the whole of a text for the
 * sake of a part of 13 characters or more, and what a request holds is a part of all that it sent.
 */
export function detachedText(text: string): string {
  return Buffer.from(text).toString();
}
