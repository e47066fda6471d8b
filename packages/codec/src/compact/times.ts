import { bitCost } from './distribution.ts';
import type { Spelling } from './spelling.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** A date, and a time in UTC to the second or the millisecond, as `toISOString` writes them. */
const forms = [
  { length: 10, tail: '', unitMs: dayMs, bits: 16 },
  { length: 19, tail: 'Z', unitMs: 1000, bits: 33 },
  { length: 23, tail: 'Z', unitMs: 1, bits: 43 },
];

export const times: Spelling = {
  find(text, at, offer) {
    if (!/^-..-/.test(text.slice(at + 4, at + 8))) return;
    forms.forEach(({ length, tail, unitMs, bits }, form) => {
      const time = text.slice(at, at + length + tail.length);
      const units = Date.parse(time) / unitMs;
      // NaN is no time; Date.parse takes other forms too, and moves 30 February on.
      if (units >= 0 && units < 2 ** bits && print(units, form) === time) {
        offer(time.length, (2 + bits) * bitCost, form);
      }
    });
  },
  write(to, time, form) {
    const { unitMs, bits } = forms[form]!;
    to.writeBits(form, 2);
    to.writeBits(Date.parse(time) / unitMs, bits);
  },
  read(from) {
    const form = from.readBits(2) % forms.length;
    return print(from.readBits(forms[form]!.bits), form);
  },
};

function print(units: number, form: number): string {
  const { length, tail, unitMs } = forms[form]!;
  return new Date(units * unitMs).toISOString().slice(0, length) + tail;
}
