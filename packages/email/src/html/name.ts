import { isLetter } from './characters.ts';

/** Five bits for each. */
const mostLetters = 6;

/** Names of a few letters, which most tags and attributes have, by those letters. */
const known = new Map<number, string>();
const mostKnown = 500;

/**
 * The name of a tag or an attribute, in lower case. What was read before is looked up: to cut it out,
 * and to compare it afterwards, would take a third of a scan (measured).
 */
export function readName(html: string, start: number, end: number): string {
  if (end - start > mostLetters) return html.slice(start, end).toLowerCase();
  let letters = 0;
  for (let at = start; at < end; at++) {
    const unit = html.charCodeAt(at);
    if (!isLetter(unit)) return html.slice(start, end).toLowerCase();
    letters = letters * 32 + (unit & 31);
  }
  let name = known.get(letters);
  if (name === undefined) {
    // As the name of a property it is one with its equals in the code, which are then the same text.
    [name = ''] = Object.keys({ [html.slice(start, end).toLowerCase()]: true });
    if (known.size < mostKnown) known.set(letters, name);
  }
  return name;
}
