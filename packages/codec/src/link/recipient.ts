import { isPlainObject, type JsonValue } from '../json.ts';

/** Most UTF-16 code units of a recipient. */
export const maxRecipientLength = 128;

/**
 * The recipient that metadata names: a text or a number under a key.
 *
 * @returns null for other values, and for an empty text
 */
export function recipientIn(metadata: JsonValue, key: string | null | undefined): string | null {
  if (key == null || !isPlainObject(metadata) || !Object.hasOwn(metadata, key)) return null;
  const value = metadata[key];
  return typeof value === 'string' || typeof value === 'number' ? String(value) || null : null;
}
