/**
 * A name that a command was given: a text, or a number as text; empty for all else, so that nobody is called
 * "undefined" or "[object Object]".
 */
export function nameOf(value: unknown): string {
  return typeof value === 'string' || Number.isFinite(value) ? String(value) : '';
}
