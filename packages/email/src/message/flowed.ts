import { applyEdits, type Edit, type Span } from '../edit.ts';

/** Text whose lines were joined, with the way back to the original. */
export interface JoinedText {
  readonly text: string;
  /** Translates edits of the joined text, in order, to edits of the original; line breaks inside an edit are replaced with it. */
  toOriginal(edits: readonly Edit[]): Edit[];
}

/**
 * Joins the lines of a text with `format=flowed; delsp=yes` (RFC 3676): there an address may go on in
 * the next line.
 */
export function joinFlowed(text: string): JoinedText {
  const breaks = findSoftBreaks(text);
  const edits = breaks.map((span) => ({ ...span, text: '' }));
  return {
    text: applyEdits(text, edits),
    toOriginal(joinedEdits) {
      const toOffset = createOffsets(breaks);
      return joinedEdits.map(({ start, end, text: put }) => ({
        start: toOffset(start, true),
        end: toOffset(end, false),
        text: put,
      }));
    },
  };
}

/** A function of ascending offsets of the joined text. What starts at a break starts after it. */
function createOffsets(breaks: readonly Span[]): (offset: number, isStart: boolean) => number {
  let removed = 0;
  let next = 0;
  return (offset, isStart) => {
    for (let found = breaks[next]; found !== undefined; found = breaks[next]) {
      const at = found.start - removed;
      if (at > offset || (at === offset && !isStart)) break;
      removed += found.end - found.start;
      next += 1;
    }
    return offset + removed;
  };
}

/**
 * A line goes on in the next one where it ends with a space, and is quoted as deep. The space goes with
 * the line break; so do the next line's quotes, and the space that may follow them.
 */
function findSoftBreaks(text: string): Span[] {
  const breaks: Span[] = [];
  let softStart = -1;
  let softQuotes = '';
  let index = 0;
  for (const line of text.split(/(?<=\n)/)) {
    const [quotes = ''] = /^>*/.exec(line) ?? [];
    const stuffing = line.charAt(quotes.length) === ' ' ? 1 : 0;
    if (softStart !== -1 && softQuotes === quotes) {
      breaks.push({ start: softStart, end: index + quotes.length + stuffing });
    }
    const soft = / \r?\n$/.exec(line);
    // That line stands before a signature.
    const isSeparator = /^>* ?-- \r?\n$/.test(line);
    softStart = soft === null || isSeparator ? -1 : index + soft.index;
    softQuotes = quotes;
    index += line.length;
  }
  return breaks;
}
