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
  // Whoever gets the value may recurse. A short text has no room for so many brackets.
  if (text.length > maxDepth && isTooDeep(text)) throw tooDeep();
  try {
    return JSON.parse(text) as JsonValue;
  } catch (cause) {
    throw new LinkError('malformed-json', 'token holds no JSON', { cause });
  }
}

/** Also of a text that is no JSON: by its brackets outside of strings. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const [part] of text.matchAll(/"(?:[^"\\]|\\.)*"?|[[\]{}]/gs)) {
    depth += '[{'.includes(part) ? 1 : ']}'.includes(part) ? -1 : 0;
    if (depth > maxDepth) return true;
  }
  return false;
}
