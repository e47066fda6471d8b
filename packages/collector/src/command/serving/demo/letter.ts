import type { Links } from '@hitmark/codec';
import { escapeHtml } from '@hitmark/codec/text';

/** Addresses in the letter. */
export interface LetterLinks {
  readonly open: string;
  readonly click: string;
  /** Null: mail providers could not reach this collector, so it makes none. */
  readonly unsubscribe: string | null;
}

/** Time from the letter to now, in ms: who opens an email within 5 s of its sending is taken for a machine. */
const sentBeforeMs = 60_000;

/**
 * Makes the addresses of the demo's letter.
 *
 * @param target address that a click leads to
 * @param nowMs Unix time
 */
export function letterLinks(
  links: Pick<Links, 'open' | 'click' | 'unsubscribe'>,
  target: string,
  canUnsubscribe: boolean,
  nowMs: number,
): LetterLinks {
  const metadata = { customer: 1 };
  const options = { message: 'red-shoes', sentAtMs: nowMs - sentBeforeMs };
  return {
    open: links.open(metadata, options),
    click: links.click(target, metadata, { ...options, position: 1, label: 'shoes' }),
    unsubscribe: canUnsubscribe ? links.unsubscribe(metadata, options) : null,
  };
}

/**
 * Writes an email as a mail program shows it. A script loads its picture when it is opened, not before: an
 * image that is lazy is loaded at once where scripts are off.
 */
export function writeLetter({ open, click, unsubscribe }: LetterLinks): string {
  const leave =
    unsubscribe === null ? '' : ` · <a href="${escapeHtml(unsubscribe)}">Unsubscribe</a>`;
  return `<details class="letter"><summary>
<span class="face" aria-hidden="true">R</span>
<span class="from"><b>Red Shoe Shop</b><span>Back in your size: the red shoes</span></span>
<span class="button opens">Open</span>
</summary>
<div class="paper">
<p>Hello Ada,</p>
<p>the red shoes that you looked at are back in size 38. We keep a pair for you until Friday.</p>
<p><a class="button first" href="${escapeHtml(click)}">See the red shoes</a></p>
<p>Yours,<br>Red Shoe Shop</p>
<p class="small">You get this email because you asked for it${leave}</p>
<img data-picture="${escapeHtml(open)}" width="1" height="1" alt="" hidden>
<noscript><p class="small"><a href="${escapeHtml(open)}">Show the picture</a></p></noscript>
</div></details>`;
}
