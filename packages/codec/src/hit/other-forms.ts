import { scanJson } from '../scan-json.ts';
import type { CutReason } from './cut.ts';
import { maxAgeMs } from './hit.ts';

/**
 * The age of a hit in ms, of when it was sent. Both times are of one clock, so it is right whatever that
 * shows; set back meanwhile, the age is 0. Undefined: no time, or too long ago.
 *
 * @param time of the hit, by the page's clock, Unix ms
 */
export function readSent(value: string, time: unknown): number | undefined {
  if (!/^\d{1,16}$/.test(value)) return undefined;
  const age = typeof time === 'number' ? Math.max(0, Number(value) - time) : 0;
  return age <= maxAgeMs ? age : undefined;
}

/** Percent scrolled. What browsers tell may overshoot, and a page of no height is seen whole. */
export function readDepth(value: string): number | undefined {
  if (!/^\d+(\.\d+)?(e-\d+)?$|^Infinity$/.test(value)) return undefined;
  return Math.min(100, Math.round(Number(value)));
}

/** Data of a JSON object. */
interface JsonData {
  readonly texts: Iterable<[name: string, text: string]>;
  /** There are more names than are read. */
  readonly hasMore: boolean;
}

/**
 * Data of a JSON object, in its order. Objects within travel on as JSON text; null is as absent. What is no
 * object holds no data.
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

/** A lone half of a character, which JSON can hold, is what URLs make of it. */
function wellFormed(text: string): string {
  return text.replace(/\p{Cs}/gu, '\uFFFD');
}
