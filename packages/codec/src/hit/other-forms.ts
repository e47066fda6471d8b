import { isTooDeep, maxJsonDepth } from '../json-depth.ts';
import { HitError } from './hit-error.ts';
import { dataPrefix, otherForms, wire } from './wire.ts';

export type Parameter = [name: string, value: string];

/** Takes a parameter that is written as what it means. */
type Take = (name: string, value: string) => void;

type Reader = (value: string, take: Take, time: number | undefined) => void;

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
export function readOtherForm(
  [name, value]: Parameter,
  take: Take,
  time: number | undefined,
): void {
  if (value !== '') readers.get(name)?.(value, take, time);
}

/** Both times are of one clock, so the age is right whatever it shows; set back meanwhile, it is 0. */
function readSent(value: string, take: Take, time: number | undefined): void {
  if (!/^\d{1,16}$/.test(value)) throw invalid(otherForms.sent, 'a whole number of ms');
  take(wire.ageMs, `${Math.max(0, Number(value) - (time ?? Number(value)))}`);
}

/** What browsers tell may overshoot, and a page of no height is seen whole. */
function readDepth(value: string, take: Take): void {
  if (!/^\d+(\.\d+)?(e-\d+)?$|^Infinity$/.test(value)) {
    throw invalid(otherForms.depth, 'a number of percent');
  }
  take(wire.scroll, `${Math.min(100, Math.round(Number(value)))}`);
}

/** Objects within travel on as JSON text; null is as absent. What is no object holds no data. */
function readData(value: string, take: Take): void {
  if (isTooDeep(value)) {
    const message = `expected ${otherForms.data} to hold at most ${maxJsonDepth} levels of lists and objects`;
    throw new HitError('too-deep', message, otherForms.data);
  }
  let data: unknown;
  try {
    data = JSON.parse(value);
  } catch {
    throw invalid(otherForms.data, 'JSON');
  }
  if (typeof data !== 'object' || data === null) return;
  for (const [name, item] of Object.entries(data)) {
    take(dataPrefix + wellFormed(name), dataText(item));
  }
}

function dataText(item: unknown): string {
  if (typeof item !== 'object') return wellFormed(`${item as string | number | boolean}`);
  return item === null ? '' : JSON.stringify(item);
}

/** A lone half of a character, which JSON can hold, is what URLs make of it. */
function wellFormed(text: string): string {
  return text.replace(/\p{Cs}/gu, '\uFFFD');
}

function invalid(name: string, expected: string): HitError {
  return new HitError('invalid-value', `expected ${name} to be ${expected}`, name);
}
