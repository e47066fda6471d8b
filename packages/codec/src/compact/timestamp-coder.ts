import { bitCost } from './frequency-table.ts';
import type { SegmentCoder } from './segment-coder.ts';

const formBits = 2;
const dash = 45;

/** A date, and a time in UTC to the second or the millisecond, as `toISOString` writes them. */
const forms: readonly (readonly [length: number, tail: string, unitMs: number, bits: number])[] = [
  [10, '', 24 * 60 * 60 * 1000, 16],
  [19, 'Z', 1000, 33],
  [23, 'Z', 1, 43],
];

/** Codes dates and times since 1970 by their form and a number. */
export const timestampCoder: SegmentCoder = {
  isAtomic: true,
  find(at, history, offer) {
    if (history.units[at + 4] !== dash || history.units[at + 7] !== dash) return;
    forms.forEach(([length, tail, unitMs, bits], form) => {
      const time = history.slice(at, length + tail.length);
      const count = Date.parse(time) / unitMs;
      // NaN is no time; Date.parse takes other forms too, and moves 30 February on.
      if (count >= 0 && count < 2 ** bits && print(count, form) === time) {
        offer(time.length, (formBits + bits) * bitCost, form);
      }
    });
  },
  write(encoder, history, start, end, form) {
    const [, , unitMs, bits] = forms[form]!;
    encoder.encodeBits(form, formBits);
    encoder.encodeBits(Date.parse(history.slice(start, end - start)) / unitMs, bits);
  },
  read(decoder) {
    const form = decoder.decodeBits(formBits);
    return form < forms.length ? print(decoder.decodeBits(forms[form]![3]), form) : '';
  },
};

function print(count: number, form: number): string {
  const [length, tail, unitMs] = forms[form]!;
  return new Date(count * unitMs).toISOString().slice(0, length) + tail;
}
