import type { VNode } from 'preact';
import { links } from '../state/links.ts';
import type { SiteView } from '../view.ts';

/** The state's cursor, which is a number of rows where rows are turned. */
export function offsetOf({ state }: SiteView): number {
  return /^\d{1,6}$/.test(state.cursor ?? '') ? Number(state.cursor) : 0;
}

export interface TurnRowsProps {
  readonly view: SiteView;
  readonly page: string;
  /** Rows before the first that is shown. */
  readonly offset: number;
  /** Rows that are shown. */
  readonly count: number;
  readonly total: number;
  /** Most rows that a page shows. */
  readonly pageLength: number;
}

/** Numbers of the rows shown, and links to those before and after. */
export function TurnRows({ view, page, offset, count, total, pageLength }: TurnRowsProps): VNode {
  const { texts, numbers, site, state } = view;
  const to = (place: number): string =>
    links.site(site, { ...state, cursor: place > 0 ? String(place) : null }, page);
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
      {offset > 0 && <a href={to(Math.max(0, offset - pageLength))}>{texts.panels.before}</a>}
      {last < total && <a href={to(last)}>{texts.panels.after}</a>}
    </p>
  );
}
