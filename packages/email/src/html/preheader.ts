import { readAttributes } from './tag.ts';
import { tokenize } from './tokenize.ts';

const hiddenStyle =
  /display\s*:\s*none|mso-hide\s*:\s*all|max-height\s*:\s*0|visibility\s*:\s*hidden/i;
const hiddenName = /pre-?header|preview/i;

/**
 * Skips the hidden text at the top of an email that mail clients show beside the subject: what comes
 * before it would be shown there too.
 *
 * @param contentStart where the body begins
 * @returns the end of the last hidden element there, or `contentStart`
 */
export function findPreheaderEnd(html: string, contentStart: number): number {
  const body = html.slice(contentStart);
  let end = 0;
  let isOver = false;
  let hidden: { readonly name: string; depth: number } | null = null;
  tokenize(body, {
    text(from, to) {
      if (!isOver && hidden === null) isOver = /\S/.test(body.slice(from, to));
    },
    startTag(name, _start, nameEnd, tagEnd) {
      if (isOver) return;
      if (hidden !== null) hidden.depth += name === hidden.name ? 1 : 0;
      else if (isHidden(body, nameEnd, tagEnd)) hidden = { name, depth: 1 };
      else isOver = true;
    },
    endTag(name, _start, tagEnd) {
      if (isOver || hidden?.name !== name) return;
      hidden.depth -= 1;
      if (hidden.depth > 0) return;
      hidden = null;
      end = tagEnd;
    },
  });
  return contentStart + end;
}

function isHidden(html: string, nameEnd: number, tagEnd: number): boolean {
  return readAttributes(html, nameEnd, tagEnd).some(({ name, valueStart, valueEnd }) => {
    const value = html.slice(valueStart, valueEnd);
    if (name === 'style') return hiddenStyle.test(value);
    return name === 'hidden' || ((name === 'class' || name === 'id') && hiddenName.test(value));
  });
}
