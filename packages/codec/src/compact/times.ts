import { bitCost } from './distribution.ts';
import type { Spelling } from './spelling.ts';

const dayMs = 24 * 60 * 60 * 1000;
const dayBits = 16;
const formBits = 2;

/** A date, and a time in UTC to the second or the millisecond, as `toISOString` writes them. */
const forms = [
  { length: 10, tail: '', unitMs: dayMs, clockBits: 0 },
  { length: 19, tail: 'Z', unitMs: 1000, clockBits: 17 },
  { length: 23, tail: 'Z', unitMs: 1, clockBits: 27 },
] as const;

export const times: Spelling = {
  find(text, at, offer) {
    if (text.charAt(at + 4) !== '-' || text.charAt(at + 7) !== '-') return;
    forms.forEach(({ length, tail, clockBits }, form) => {
      const time = text.slice(at, at + length + tail.length);
      const ms = Date.parse(time);
      // NaN is no time; Date.parse takes other forms too, and moves 30 February on.
      if (!(ms >= 0 && ms < 2 ** dayBits * dayMs) || print(ms, form) !== time) return;
      offer(time.length, (formBits + dayBits + clockBits) * bitCost, form);
    });
  },
  write(to, time, form) {
    const ms = Date.parse(time);
    const { unitMs, clockBits } = forms[form]!;
    to.writeBits(form, formBits);
    to.writeBits(Math.floor(ms / dayMs), dayBits);
    to.writeBits((ms % dayMs) / unitMs, clockBits);
  },
  read(from) {
    const form = Math.min(from.readBits(formBits), forms.length - 1);
    const days = from.readBits(dayBits);
    const { unitMs, clockBits } = forms[form]!;
    return print(days * dayMs + from.readBits(clockBits) * unitMs, form);
  },
};

function print(ms: number, form: number): string {
  const { length, tail } = forms[form]!;
  return new Date(ms).toISOString().slice(0, length) + tail;
}
