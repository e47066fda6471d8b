import type { ComponentChildren } from 'preact';

/**
 * Fills the gaps of a text, such as `{people} opened it.`, with pieces of a page: links have their place in a sentence
 * that each language orders as it likes.
 */
export function fillText(
  text: string,
  pieces: Readonly<Record<string, ComponentChildren>>,
): ComponentChildren[] {
  // Names of gaps stand at the odd places.
  return text.split(/\{(\w+)\}/).map((part, at) => (at % 2 === 0 ? part : pieces[part]));
}
