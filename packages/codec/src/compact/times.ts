import { bitCost } from './distribution.ts';
import type { Spelling } from './spelling.ts';

const formBits = 2;

/** A date, and a time in UTC to the second or the millisecond, as `toISOString` writes them. */
const forms: readonly (readonly [length: number, tail: string, unitMs: number, bits: number])[] = [
  [10, '', 24 * 60 * 60 * 1000, 16],
  [19, 'Z', 1000, 33],
  [23, 'Z', 1, 43],
];

export const times: Spelling = {
  isWhole: true,
  find(text, at, offer) {
    if (text.charAt(at + 4) !== '-' || text.charAt(at + 7) !== '-') return;
    forms.forEach(([length, tail, unitMs, bits], form) => {
      const time = text.slice(at, at + length + tail.length);
      const units = Date.parse(time) / unitMs;
      // NaN is no time; Date.parse takes other forms too, and moves 30 February on.
      if (units >= 0 && units < 2 ** bits && print(units, form) === time) {
        offer(time.length, (formBits + bits) * bitCost, form);
      }
    });
  },
  write(to, time, form) {
    const [, , unitMs, bits] = forms[form]!;
    to.writeBits(form, formBits);
    to.writeBits(Date.parse(time) / unitMs, bits);
  },
  read(from) {
    const form = from.readBits(formBits) % forms.length;
    return print(from.readBits(forms[form]![3]), form);
  },
};

function print(units: number, form: number): string {
  const [length, tail, unitMs] = forms[form]!;
  return new Date(units * unitMs).toISOString().slice(0, length) + tail;
}
