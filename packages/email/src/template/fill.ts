import { escapeHtml } from '@hitmark/codec/text';
import { applyEdits } from '../edit.ts';
import {
  findPlaceholders,
  type Placeholder,
  type PlaceholderOptions,
} from '../link/placeholder.ts';
import type { Values } from '../options.ts';

/** A placeholder's value, or null where there is none. */
function valueFor({ name }: Placeholder, values: Values): string | null {
  return Object.hasOwn(values, name) ? String(values[name]) : null;
}

/** A placeholder's value as markup, or null where there is none. */
export function markupFor(placeholder: Placeholder, values: Values): string | null {
  const value = valueFor(placeholder, values);
  return value === null || placeholder.isRaw ? value : escapeMarkup(value);
}

/**
 * Puts values into a link. What stands as the value of a query's parameter, after `=`, is escaped; a
 * whole address, or a part of one before the query, is taken as it is.
 *
 * @returns null where a placeholder has no value
 */
export function fillLink(url: string, values: Values, options: PlaceholderOptions): string | null {
  let filled = '';
  let from = 0;
  for (const placeholder of findPlaceholders(url, options)) {
    const value = valueFor(placeholder, values);
    if (value === null) return null;
    filled += url.slice(from, placeholder.start);
    filled += endsInParameter(filled) ? encodeURIComponent(value) : value;
    from = placeholder.end;
  }
  return filled + url.slice(from);
}

/** Tells whether an address ends within the value of a parameter, of its query or its fragment. */
function endsInParameter(address: string): boolean {
  const fragment = address.lastIndexOf('#');
  const start = fragment < 0 ? address.indexOf('?') : fragment;
  return start >= 0 && address.lastIndexOf('=') > Math.max(start, address.lastIndexOf('&'));
}

/** Fills the placeholders of some markup that have a value. */
export function fillMarkup(markup: string, values: Values, options: PlaceholderOptions): string {
  const edits = findPlaceholders(markup, options).map((placeholder) => {
    const { start, end } = placeholder;
    return { start, end, text: markupFor(placeholder, values) ?? markup.slice(start, end) };
  });
  return applyEdits(markup, edits);
}

/** Escapes text for any place of markup. In an attribute without quotes, = and ` would begin another attribute. */
function escapeMarkup(text: string): string {
  return escapeHtml(text).replaceAll('=', '&#61;').replaceAll('`', '&#96;');
}
