import type { PlannedLink, SkippedLink } from './plan-links.ts';
import type { Warning } from './warning.ts';

/** A link that was made a click link. */
export interface RewrittenLink {
  /** As it stood in the email, decoded. */
  readonly url: string;
  /** Where a click leads in the end: absolute, with campaign parameters. */
  readonly target: string;
  /** The click link. */
  readonly href: string;
  /** Counts the email's tracked links from 1; travels in the click link. */
  readonly position: number;
  /** From `data-track-id`; travels in the click link. */
  readonly label: string | null;
  /** From `data-track-tags` and `ses:tags`; travel in the click link. */
  readonly tags: readonly string[];
  readonly element: PlannedLink['element'];
  /** Whether only Outlook reads it, in `<!--[if …]>`. */
  readonly isConditional: boolean;
  /** Where its address stood in the email as it was given. */
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
  /** How much longer it got, in bytes of UTF-8. */
  readonly bytesAdded: number;
}
