import { scanJson } from '../scan-json.ts';
import type { CutReason } from './cut.ts';
import { maxAgeMs } from './hit.ts';

/**
 * Computes the age of a hit in ms from the time when it was sent. Both times are of the page's clock, so the age is
 * right even if that clock is wrong. If the clock was set back meanwhile, the age is 0.
 *
 * @param time time of the hit, Unix ms
 * @returns undefined: the text is not a time, or the hit is too old
 */
export function readSent(value: string, time: unknown): number | undefined {
  if (!/^\d{1,16}$/.test(value)) return undefined;
  const age = typeof time === 'number' ? Math.max(0, Number(value) - time) : 0;
  return age <= maxAgeMs ? age : undefined;
}

/**
 * Reads the percentage scrolled. Browsers may send more than 100, and `Infinity` for a page without height: both are
 * 100.
 */
export function readDepth(value: string): number | undefined {
  if (!/^\d+(\.\d+)?(e-\d+)?$|^Infinity$/.test(value)) return undefined;
  return Math.min(100, Math.round(Number(value)));
}

/** Data of a JSON object. */
interface JsonData {
  readonly texts: Iterable<[name: string, text: string]>;
  /** True: the object has more names than are read. */
  readonly hasMore: boolean;
}

/**
 * Reads data from a JSON object, in its order. Nested objects and lists become JSON text, and null an empty text. JSON
 * that is not an object or a list holds no data.
 */
export function readData(value: string, maxNames: number): JsonData | CutReason {
  const { isTooDeep, end } = scanJson(value, maxNames);
  if (isTooDeep) return 'too-deep';
  const hasMore = end < value.length;
  const close = value.trimStart().startsWith('[') ? ']' : '}';
  let data: unknown;
  try {
    // Text behind the last member that is read is not parsed.
    data = JSON.parse(hasMore ? value.slice(0, end) + close : value);
  } catch {
    return 'invalid-value';
  }
  return { texts: typeof data === 'object' && data !== null ? textsOf(data) : [], hasMore };
}

function textsOf(data: object): [name: string, text: string][] {
  return Object.entries(data).map(([name, item]: [string, unknown]) => [
    wellFormed(name),
    textOf(item),
  ]);
}

function textOf(item: unknown): string {
  if (typeof item !== 'object') return wellFormed(`${item as string | number | boolean}`);
  return item === null ? '' : JSON.stringify(item);
}

/** Replaces halves of surrogate pairs, which JSON can hold, by U+FFFD, as URLs do. */
function wellFormed(text: string): string {
  return text.replace(/\p{Cs}/gu, '\uFFFD');
}
