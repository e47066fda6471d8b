/** A part of a text, as offsets into it. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A span of a text, and the text that replaces it. */
export interface Edit extends Span {
  readonly text: string;
}

/** Applies edits to a text. They are in order, and none overlaps another. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  let edited = '';
  let from = 0;
  for (const edit of edits) {
    edited += text.slice(from, edit.start) + edit.text;
    from = edit.end;
  }
  return edited + text.slice(from);
}
