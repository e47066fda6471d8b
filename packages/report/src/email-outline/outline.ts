/** A piece of a line: words, or the alternative text of a picture; `link` is a place in `links`. */
export interface OutlinePiece {
  readonly kind: 'text' | 'image';
  readonly text: string;
  /** Null: it leads nowhere. */
  readonly link: number | null;
}

/** A line of an email, as a reader sees it. */
export interface OutlineBlock {
  readonly kind: 'heading' | 'text' | 'item';
  readonly pieces: readonly OutlinePiece[];
}

/**
 * An email as it is shown beside its clicks: its words, the places of its pictures, and its links, in their
 * order. Nothing of its HTML is left that a browser could run or load.
 */
export interface EmailOutline {
  readonly blocks: readonly OutlineBlock[];
  /** Addresses of the links, as they stand in the email. */
  readonly links: readonly string[];
  /** True: the email was longer, and the rest is not here. */
  readonly is_cut: boolean;
}
