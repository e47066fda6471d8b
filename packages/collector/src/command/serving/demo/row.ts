import { escapeHtml } from '@hitmark/codec/text';
import { shownShort } from './shown.ts';

/** A line of a list that opens. Texts are escaped here, all but the last part. */
export interface Row {
  /** Stable id: the same event or request has the same id each time the list is written. */
  readonly id: string;
  /** Kind, such as `pageview`. */
  readonly kind: string;
  readonly name: string | null;
  readonly place: string | null;
  /** Actor of an event, or outcome of a request. */
  readonly mark: { readonly name: string; readonly text: string };
  /** ISO 8601. */
  readonly time: string;
  readonly isOpen: boolean;
  /** HTML of the part that opens. */
  readonly details: string;
}

/** Writes a row; without script too a click opens it. */
function writeRow(row: Row): string {
  const { id, kind, name, place, mark, time, isOpen, details } = row;
  const text = (className: string, value: string | null): string =>
    value === null ? '' : `<bdi class="${className}">${escapeHtml(shownShort(value))}</bdi> `;
  return `<li id="${escapeHtml(id)}"><details${isOpen ? ' open' : ''}><summary>
<span class="kind">${escapeHtml(kind)}</span>
<span class="what">${text('name', name)}${text('place', place)}</span>
<span class="mark ${mark.name}">${escapeHtml(mark.text)}</span>
<time datetime="${escapeHtml(time)}">${escapeHtml(time.slice(11, 19))} UTC</time>
</summary>${details}</details></li>`;
}

/** Writes a list that a script keeps up to date, or what stands in its place while it is empty. */
export function writeList(id: string, label: string, rows: readonly Row[], empty: string): string {
  const content =
    rows.length === 0 ? `<li class="empty">${empty}</li>` : rows.map(writeRow).join('\n');
  return `<ol class="list" id="${id}" data-list aria-label="${escapeHtml(label)}">${content}</ol>`;
}
