import type { SkippedLink } from '../link/resolve-target.ts';
import type { Warning } from '../warning.ts';
import type { TemplateLink } from './template.ts';

/** A link that was made a click link. */
export interface RewrittenLink {
  /** Address as it stood in the email, decoded. */
  readonly url: string;
  /** Address that a click leads to in the end: absolute, with campaign parameters. */
  readonly target: string;
  /** The click link. */
  readonly href: string;
  /** Counts the email's tracked links from 1; travels in the click link. */
  readonly position: number;
  /** Value of `data-track-id`; travels in the click link. */
  readonly label: string | null;
  /** Values of `data-track-tags` and `ses:tags`; travel in the click link. */
  readonly tags: readonly string[];
  readonly element: TemplateLink['element'];
  /** True for a link in `<!--[if …]>`, which only Outlook reads. */
  readonly isConditional: boolean;
  /** Start of its address in the email as it was given. */
  readonly start: number;
  readonly end: number;
}

/** An email's HTML, ready to be sent. */
export interface RewrittenHtml {
  readonly html: string;
  /** Click links, in the order of the email. */
  readonly links: readonly RewrittenLink[];
  readonly skipped: readonly SkippedLink[];
  readonly warnings: readonly Warning[];
  /** Growth in bytes of UTF-8. */
  readonly bytesAdded: number;
}
