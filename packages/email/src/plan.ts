import { scan } from './html/scan.ts';
import { findPlaceholders, type Placeholder } from './link/placeholder.ts';
import type { EmailOptions } from './options.ts';
import { pixelMarker, placeAtBottom, placePixels } from './pixel.ts';
import { planLinks, type PlannedLink, type SkippedLink, type Span } from './plan-links.ts';
import type { Warning } from './warning.ts';

/** What takes the place of a span of the email. */
export type Edit =
  | { readonly kind: 'click'; readonly span: Span; readonly link: PlannedLink }
  | { readonly kind: 'value'; readonly span: Span; readonly placeholder: Placeholder }
  | { readonly kind: 'pixel'; readonly span: Span }
  | { readonly kind: 'honeypot'; readonly span: Span; readonly url: string }
  /** An attribute for us alone: left out. */
  | { readonly kind: 'instruction'; readonly span: Span };

/** What is to be done with an email, whoever receives it. */
export interface Plan {
  /** In order, none overlapping another. */
  readonly edits: readonly Edit[];
  readonly base: string | null;
  readonly skipped: readonly SkippedLink[];
  readonly warnings: readonly Warning[];
}

/** @param bindsValues whether placeholders are filled when the email is rendered */
export function planEmail(html: string, options: EmailOptions, bindsValues: boolean): Plan {
  const { clicks = true, pixel = 'bottom', honeypot = null } = options;
  const scanned = scan(html, pixelMarker);
  const { links, instructions, skipped, warnings } = clicks
    ? planLinks(html, scanned, options, bindsValues)
    : { links: [], instructions: [], skipped: [], warnings: [] };
  const edits: Edit[] = [
    ...links.map((link) => ({ kind: 'click', span: link.span, link }) as const),
    ...instructions.map((span) => ({ kind: 'instruction', span }) as const),
    ...placePixels(html, scanned, pixel).map((span) => ({ kind: 'pixel', span }) as const),
  ];
  if (honeypot !== null) {
    const span = placeAtBottom(scanned);
    edits.push({ kind: 'honeypot', span, url: honeypot });
  }
  edits.sort((a, b) => a.span.start - b.span.start);
  return {
    edits: bindsValues ? withValues(edits, findPlaceholders(html, options)) : edits,
    base: options.baseUrl ?? scanned.base,
    skipped,
    warnings,
  };
}

/** Placeholders inside another edit are its business. */
function withValues(edits: readonly Edit[], placeholders: readonly Placeholder[]): Edit[] {
  const all: Edit[] = [];
  let next = 0;
  for (const placeholder of placeholders) {
    for (; (edits[next]?.span.end ?? Infinity) <= placeholder.start; next++) all.push(edits[next]!);
    const isInside = (edits[next]?.span.start ?? Infinity) < placeholder.end;
    if (!isInside) all.push({ kind: 'value', span: placeholder, placeholder });
  }
  return [...all, ...edits.slice(next)];
}
