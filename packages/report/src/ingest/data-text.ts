import type { ParsedEvent } from '@hitmark/codec/event';

/**
 * Text of a member of `data`: of a text itself, of anything else its JSON; null where it is missing, null or
 * empty.
 */
export function dataText(data: ParsedEvent['data'], name: string): string | null {
  if (!Object.hasOwn(data, name)) return null;
  const value = data[name];
  if (value === null || value === undefined) return null;
  return typeof value === 'string' ? value || null : wellFormedJson(value);
}

/** JSON text in which no half of a surrogate pair stands alone: DuckDB takes such a text for no JSON. */
export function wellFormedJson(value: unknown): string {
  const text = JSON.stringify(value);
  if (!text.includes('\\u')) return text;
  return text.replace(/\\(?:(ud[89a-f][\da-f]{2})|.)/g, (all, half) =>
    half === undefined ? all : '\ufffd',
  );
}
