import { LinkError } from '../link-error.ts';
import { dumps, maxDepth, tooDeep } from '../python/dumps.ts';

/** What JSON can say. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [name: string]: JsonValue };

/**
 * Any JSON value exactly, with the order of its names, -0 and lone surrogates. Members that are
 * undefined are left out.
 *
 * @throws LinkError `bad-input` for what is no JSON, `too-deep`
 */
export function writeJson(value: unknown): string {
  return dumps(value, { allowNan: false, space: '', ensureAscii: false });
}

/** @throws LinkError `malformed-json`, `too-deep` */
export function readJson(text: string): JsonValue {
  // Whoever gets the value may recurse; no link needs as many brackets as that.
  if (text.length > maxDepth && text.split(/[[{]/).length > maxDepth) throw tooDeep();
  try {
    return JSON.parse(text) as JsonValue;
  } catch (cause) {
    throw new LinkError('malformed-json', 'expected JSON inside the token', { cause });
  }
}
