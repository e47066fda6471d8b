/**
 * The lines of a body that are not empty: one hit each.
 *
 * @param most greatest number of lines
 * @returns null if there are more
 */
export function readHitLines(text: string, most: number): string[] | null {
  const lines: string[] = [];
  for (let start = 0; start < text.length;) {
    const newline = text.indexOf('\n', start);
    const next = newline < 0 ? text.length : newline + 1;
    let end = newline < 0 ? text.length : newline;
    if (newline > start && text[newline - 1] === '\r') end -= 1;
    if (end > start) {
      if (lines.length === most) return null;
      lines.push(text.slice(start, end));
    }
    start = next;
  }
  return lines;
}
