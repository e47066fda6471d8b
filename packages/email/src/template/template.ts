import type { Span } from '../edit.ts';
import type { Attribute } from '../html/tag.ts';
import type { SkippedLink } from '../link/resolve-target.ts';
import type { Placeholder } from '../link/placeholder.ts';
import type { Warning } from '../warning.ts';

/** An email that was read once, to be rendered for many recipients. */
export interface Template {
  readonly html: string;
  /** In the order of the email, none overlapping another. */
  readonly slots: readonly Slot[];
  /** Address that relative links are relative to. */
  readonly base: string | null;
  /** Links that are left as they are in every recipient's email. */
  readonly skipped: readonly SkippedLink[];
  /** Warnings that hold for every recipient. */
  readonly warnings: readonly Warning[];
  /** Length of the email in bytes of UTF-8, counted when first asked for. */
  readonly countBytes: () => number;
}

/** A span of the email that is written anew for each recipient. */
export type Slot = Span &
  (
    | { readonly kind: 'link'; readonly link: TemplateLink }
    | { readonly kind: 'value'; readonly placeholder: Placeholder }
    | { readonly kind: 'pixel' }
    | { readonly kind: 'honeypot'; readonly url: string }
    /** An attribute such as `data-track`, which is for us alone. */
    | { readonly kind: 'instruction' }
  );

/** A link of the email that gets a click link. Its span is that of its address, without quotes. */
export interface TemplateLink extends Span {
  readonly quote: Attribute['quote'];
  /** Address as it stands in the email, decoded. */
  readonly url: string;
  /** Address that a click leads to; null where placeholders have to be filled first. */
  readonly target: string | null;
  /** Text of the link that the reader sees. */
  readonly text: string;
  /** Visible text with the texts of the link's images and its title. */
  readonly words: string;
  /** Counts the email's tracked links from 1. */
  readonly position: number;
  readonly label: string | null;
  readonly tags: readonly string[];
  /** False where `data-utm="off"` keeps campaign parameters away. */
  readonly takesUtm: boolean;
  readonly element: 'a' | 'area' | 'vml';
  /** True for a link in `<!--[if …]>`, which only Outlook reads. */
  readonly isConditional: boolean;
}
