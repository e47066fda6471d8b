import { bitCost } from './distribution.ts';
import { writeBits } from './range-encoder.ts';
import type { Spelling } from './spelling.ts';
import { sliceTexts, units } from './texts.ts';

const formBits = 2;
const dash = 45;

/** A date, and a time in UTC to the second or the millisecond, as `toISOString` writes them. */
const forms: readonly (readonly [length: number, tail: string, unitMs: number, bits: number])[] = [
  [10, '', 24 * 60 * 60 * 1000, 16],
  [19, 'Z', 1000, 33],
  [23, 'Z', 1, 43],
];

export const times: Spelling = {
  isWhole: true,
  find(at, offer) {
    if (units[at + 4] !== dash || units[at + 7] !== dash) return;
    forms.forEach(([length, tail, unitMs, bits], form) => {
      const time = sliceTexts(at, length + tail.length);
      const count = Date.parse(time) / unitMs;
      // NaN is no time; Date.parse takes other forms too, and moves 30 February on.
      if (count >= 0 && count < 2 ** bits && print(count, form) === time) {
        offer(time.length, (formBits + bits) * bitCost, form);
      }
    });
  },
  write(start, end, form) {
    const [, , unitMs, bits] = forms[form]!;
    writeBits(form, formBits);
    writeBits(Date.parse(sliceTexts(start, end - start)) / unitMs, bits);
  },
  read(from) {
    const form = from.readBits(formBits);
    return form < forms.length ? print(from.readBits(forms[form]![3]), form) : '';
  },
};

function print(count: number, form: number): string {
  const [length, tail, unitMs] = forms[form]!;
  return new Date(count * unitMs).toISOString().slice(0, length) + tail;
}
