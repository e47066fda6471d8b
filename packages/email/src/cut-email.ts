import { byteLength } from './byte-length.ts';
import type { Edit, Plan } from './plan.ts';

/** An edit with what it replaces. */
export type Cut = Edit & { readonly source: string; readonly sourceBytes: number };

/** An email cut at its edits, which go between the texts. */
export interface CutEmail {
  readonly plan: Plan;
  readonly texts: readonly string[];
  readonly cuts: readonly Cut[];
  /** How long it was; counted once, and only where it matters. */
  readonly bytes: () => number;
}

export function cutEmail(html: string, plan: Plan): CutEmail {
  const texts: string[] = [];
  const cuts: Cut[] = [];
  let from = 0;
  for (const edit of plan.edits) {
    const { start, end } = edit.span;
    const source = html.slice(start, end);
    texts.push(html.slice(from, start));
    cuts.push({ ...edit, source, sourceBytes: byteLength(source) });
    from = end;
  }
  texts.push(html.slice(from));
  let bytes: number | undefined;
  return { plan, texts, cuts, bytes: () => (bytes ??= byteLength(html)) };
}
