import { isSpace } from './html/characters.ts';
import { decodeAttribute } from './html/references.ts';
import type { LinkTag, Scan } from './html/scan.ts';
import type { Attribute } from './html/tag.ts';
import { judge, type SkipReason } from './link/judge.ts';
import { readInstructions } from './link/opt-out.ts';
import { visibleText } from './link/visible-text.ts';
import { cleanHref } from './link/web-address.ts';
import type { EmailOptions } from './options.ts';
import { warnOfSkipped, warnOfTarget, type Warning } from './warning.ts';

/** A part of a text, as offsets into it. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A link of the email that gets a click link. */
export interface PlannedLink {
  /** Where its address stands in the email, without quotes. */
  readonly span: Span;
  readonly quote: Attribute['quote'];
  /** As it stands in the email, decoded. */
  readonly url: string;
  /** Where a click leads; null where placeholders have to be filled first. */
  readonly target: string | null;
  /** What the reader sees of it. */
  readonly text: string;
  /** Counts the email's tracked links from 1. */
  readonly position: number;
  readonly label: string | null;
  readonly tags: readonly string[];
  readonly element: 'a' | 'area' | 'vml';
  /** Whether only Outlook reads it. */
  readonly isConditional: boolean;
}

/** A link of the email that is left as it is. */
export interface SkippedLink {
  /** As it stands in the email, decoded. */
  readonly url: string;
  readonly reason: SkipReason;
}

/** What is to be done with the links of an email, whoever receives it. */
export interface LinkPlan {
  readonly links: readonly PlannedLink[];
  /** Attributes for us alone, to be left out. */
  readonly instructions: readonly Span[];
  readonly skipped: readonly SkippedLink[];
  readonly warnings: readonly Warning[];
}

/** @param bindsValues whether placeholders are filled when the email is rendered */
export function planLinks(
  html: string,
  scanned: Scan,
  options: EmailOptions,
  bindsValues: boolean,
): LinkPlan {
  const links: PlannedLink[] = [];
  const instructions: Span[] = [];
  const skipped: SkippedLink[] = [];
  const warnings: Warning[] = [];
  const base = options.baseUrl ?? scanned.base;

  for (const tag of scanned.links) {
    const href = tag.attributes.find(({ name }) => name === 'href');
    if (href === undefined) continue;
    const instruction = readInstructions(tag.attributes, (attribute) => valueOf(html, attribute));
    for (const attribute of instruction.attributes) instructions.push(withSpace(html, attribute));

    const url = cleanHref(valueOf(html, href));
    const text = visibleText(html.slice(tag.end, tag.contentEnd));
    const { target = null, reason } = instruction.isOptedOut
      ? { reason: 'opted-out' as const }
      : judge(url, text, options, base);
    if (target !== null) {
      warnings.push(...warnOfTarget(url, target, text));
    } else if (reason !== 'placeholder' || !bindsValues) {
      skipped.push({ url, reason: reason ?? 'empty' });
      warnings.push(...warnOfSkipped(url, reason));
      continue;
    }
    links.push({
      span: { start: href.valueStart, end: href.valueEnd },
      quote: href.quote,
      url,
      target,
      text,
      position: links.length + 1,
      label: instruction.label,
      tags: instruction.tags,
      element: elementOf(tag),
      isConditional: tag.isConditional,
    });
  }
  return { links, instructions, skipped, warnings };
}

function valueOf(html: string, { valueStart, valueEnd }: Attribute): string {
  return decodeAttribute(html.slice(valueStart, valueEnd));
}

function elementOf({ name }: LinkTag): PlannedLink['element'] {
  return name === 'a' || name === 'area' ? name : 'vml';
}

/** An attribute and the space before it, but for one where another attribute or a slash follows at once. */
function withSpace(html: string, { start, end }: Attribute): Span {
  let from = start;
  while (isSpace(html.charCodeAt(from - 1))) from -= 1;
  const next = html.charAt(end);
  const needsSpace = from < start && next !== '>' && !isSpace(next.charCodeAt(0));
  return { start: needsSpace ? from + 1 : from, end };
}
