/**
 * Reason why a hit does not hold a part of its query string as it was sent:
 *
 * - `too-long`: a text was cut to the limit of its field, a data name was left out, or everything after the first
 *   65,536 characters of the query was left out (then `parameter` is null)
 * - `invalid-value`: a value that its field does not allow was left out
 * - `repeated-parameter`: every parameter but the first of its name was left out
 * - `forbidden-name`: data named `__proto__`, `constructor` or `prototype` was left out
 * - `too-much-data`: data after the first 64 names were left out
 * - `too-deep`: data as JSON of more than 32 levels of lists and objects were left out
 * - `too-many-sites`: sites after the first eight were left out
 * - `too-many-parameters`: parameters after the first 256 were left out
 * - `malformed-encoding`: a text holds U+FFFD in place of bytes that are no UTF-8
 */
export type CutReason =
  | 'too-long'
  | 'invalid-value'
  | 'repeated-parameter'
  | 'forbidden-name'
  | 'too-much-data'
  | 'too-deep'
  | 'too-many-sites'
  | 'too-many-parameters'
  | 'malformed-encoding';

/** Value that was cut or left out of a hit, so that one bad value never costs the rest of it. */
export interface Cut {
  readonly reason: CutReason;
  /**
   * The parameter's name in the wire format, `d.` for all data; never a value, nor a name of data. Null: the query was
   * cut.
   */
  readonly parameter: string | null;
}

/** Cuts a text to at most `maxLength` UTF-16 code units. No half of a surrogate pair is left. */
export function cutText(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const isHalf = (text.charCodeAt(maxLength - 1) & 0xfc00) === 0xd800;
  return text.slice(0, isHalf ? maxLength - 1 : maxLength);
}
