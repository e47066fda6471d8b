import type { VNode } from 'preact';
import { links } from '../state/links.ts';
import type { SiteView } from '../view.ts';

/** Number of rows before the first of this page, which the view's state keeps as its cursor. */
export function offsetOf({ state }: SiteView): number {
  return /^\d{1,6}$/.test(state.cursor ?? '') ? Number(state.cursor) : 0;
}

export interface PagerProps {
  readonly view: SiteView;
  readonly page: string;
  /** Number of rows before the first that is shown. */
  readonly offset: number;
  /** Number of rows that are shown. */
  readonly count: number;
  readonly total: number;
  /** Greatest number of rows that a page shows. */
  readonly pageLength: number;
}

/** Line below a table of several pages: numbers of the rows shown, links to the page before and the page after. */
export function Pager({ view, page, offset, count, total, pageLength }: PagerProps): VNode {
  const { texts, numbers, site, state } = view;
  const pageFrom = (first: number): string =>
    links.site(site, { ...state, cursor: first > 0 ? String(first) : null }, page);
  const last = offset + count;
  return (
    <p class="more small">
      <span>
        {texts.panels.rows(
          numbers.count(Math.min(offset + 1, last)),
          numbers.count(last),
          numbers.count(total),
        )}
      </span>
      {offset > 0 && <a href={pageFrom(Math.max(0, offset - pageLength))}>{texts.panels.before}</a>}
      {last < total && <a href={pageFrom(last)}>{texts.panels.after}</a>}
    </p>
  );
}
