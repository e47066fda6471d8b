import { HitError } from './hit-error.ts';
import { dataPrefix, otherForms, wire } from './wire.ts';

export type Parameter = [name: string, value: string];

type Reader = (value: string, time: number | undefined) => Parameter[];

const readers = new Map<string, Reader>([
  [otherForms.sent, readSent],
  [otherForms.depth, readDepth],
  [otherForms.data, readData],
]);

export function isOtherForm(name: string): boolean {
  return readers.has(name);
}

/**
 * Writes a parameter that came in another form as what it means, so that one reader reads all.
 *
 * @param time of the hit, by the page's clock, Unix ms
 */
export function toUsualForm([name, value]: Parameter, time: number | undefined): Parameter[] {
  return value === '' ? [] : (readers.get(name)?.(value, time) ?? []);
}

/** Both times are of one clock, so the age is right whatever it shows; set back meanwhile, it is 0. */
function readSent(value: string, time: number | undefined): Parameter[] {
  if (!/^\d{1,16}$/.test(value)) throw invalid(otherForms.sent, 'a whole number of ms');
  return [[wire.ageMs, `${Math.max(0, Number(value) - (time ?? Number(value)))}`]];
}

/** What browsers tell may overshoot, and a page of no height is seen whole. */
function readDepth(value: string): Parameter[] {
  if (!/^\d+(\.\d+)?(e-\d+)?$|^Infinity$/.test(value)) {
    throw invalid(otherForms.depth, 'a number of percent');
  }
  return [[wire.scroll, `${Math.min(100, Math.round(Number(value)))}`]];
}

/** Objects within travel on as JSON text; null is as absent. What is no object holds no data. */
function readData(value: string): Parameter[] {
  let data: unknown;
  try {
    data = JSON.parse(value);
  } catch {
    throw invalid(otherForms.data, 'JSON');
  }
  if (typeof data !== 'object' || data === null) return [];
  return Object.entries(data).map(([name, item]: [string, unknown]) => [
    dataPrefix + wellFormed(name),
    typeof item === 'object' ? jsonText(item) : wellFormed(`${item as string | number | boolean}`),
  ]);
}

function jsonText(item: object | null): string {
  return item === null ? '' : JSON.stringify(item);
}

/** A lone half of a character, which JSON can hold, is what URLs make of it. */
function wellFormed(text: string): string {
  return text.replace(/\p{Cs}/gu, '\uFFFD');
}

function invalid(name: string, expected: string): HitError {
  return new HitError('invalid-value', `expected ${name} to be ${expected}`, name);
}
