import type { Span } from '../edit.ts';
import { isSpace } from '../html/characters.ts';
import { decodeAttribute } from '../html/references.ts';
import type { LinkTag } from '../html/scan.ts';
import type { Attribute } from '../html/tag.ts';
import { readInstructions } from '../link/opt-out.ts';
import { resolveTarget, type SkippedLink } from '../link/resolve-target.ts';
import { imageText, visibleText } from '../link/visible-text.ts';
import { cleanHref } from '../link/web-address.ts';
import type { EmailOptions } from '../options.ts';
import { warnOfSkipped, warnOfTarget, type Warning } from '../warning.ts';
import type { TemplateLink } from './template.ts';

/** Links of an email, whoever receives it. */
export interface LinksOfTemplate {
  readonly links: readonly TemplateLink[];
  /** Attributes that are for us alone, to be left out. */
  readonly instructions: readonly Span[];
  readonly skipped: readonly SkippedLink[];
  readonly warnings: readonly Warning[];
}

/** Facts about an email that decide on its links. */
interface LinkContext {
  readonly options: EmailOptions;
  /** Address that relative links are resolved against; null: there is none. */
  readonly base: string | null;
  /** True: placeholders are filled when the email is rendered. */
  readonly fillsValues: boolean;
}

/** Decides for every link of an email whether it gets a click link. */
export function readLinks(
  html: string,
  tags: readonly LinkTag[],
  { options, base, fillsValues }: LinkContext,
): LinksOfTemplate {
  const links: TemplateLink[] = [];
  const instructions: Span[] = [];
  const skipped: SkippedLink[] = [];
  const warnings: Warning[] = [];

  for (const tag of tags) {
    const href = tag.attributes.find(({ name }) => name === 'href');
    if (href === undefined) continue;
    const instruction = readInstructions(tag.attributes, (attribute) => valueOf(html, attribute));
    for (const attribute of instruction.attributes) instructions.push(withSpace(html, attribute));

    const url = cleanHref(valueOf(html, href));
    const content = html.slice(tag.end, tag.contentEnd);
    const text = visibleText(content);
    const more = describe(html, tag, content);
    const words = more === '' ? text : `${text} ${more}`;
    const { target = null, reason } = instruction.isOptedOut
      ? { reason: 'opted-out' as const }
      : resolveTarget(url, words, instruction.takesUtm ? options : withoutUtm(options), base);
    if (target !== null) {
      warnings.push(...warnOfTarget(url, target, text, words));
    } else if (reason !== 'placeholder' || !fillsValues) {
      skipped.push({ url, reason: reason ?? 'empty' });
      warnings.push(...warnOfSkipped(url, reason));
      continue;
    }
    links.push({
      start: href.valueStart,
      end: href.valueEnd,
      quote: href.quote,
      url,
      target,
      text,
      words,
      position: links.length + 1,
      label: instruction.label,
      tags: instruction.tags,
      takesUtm: instruction.takesUtm,
      element: elementOf(tag),
      isConditional: tag.isConditional,
    });
  }
  return { links, instructions, skipped, warnings };
}

/** Options of a link with `data-utm="off"`. */
export function withoutUtm(options: EmailOptions): EmailOptions {
  return { ...options, utm: undefined };
}

function valueOf(html: string, { valueStart, valueEnd }: Attribute): string {
  return decodeAttribute(html.slice(valueStart, valueEnd));
}

/** Words of a link beside its text: its own title, and the titles and alternative texts of its images. */
function describe(html: string, { attributes }: LinkTag, content: string): string {
  let words = imageText(content);
  for (const attribute of attributes) {
    const { name } = attribute;
    if (name === 'title' || name === 'alt' || name === 'aria-label') {
      words += ` ${valueOf(html, attribute)}`;
    }
  }
  return words;
}

function elementOf({ name }: LinkTag): TemplateLink['element'] {
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
