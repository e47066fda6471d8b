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
    // The longest form that is there; Date.parse moves 30 February on, and NaN is no time at all.
    for (const [form, { length, tail, unitMs, clockBits }] of [...forms.entries()].reverse()) {
      const found = text.slice(at, at + length + tail.length);
      if (!/^\d{4}-\d\d-\d\d/.test(found)) return;
      const ms = Date.parse(found);
      if (!(ms >= 0 && ms < 2 ** dayBits * dayMs) || print(ms, form) !== found) continue;
      return offer(found.length, (formBits + dayBits + clockBits) * bitCost, (to) => {
        to.writeBits(form, formBits);
        to.writeBits(Math.floor(ms / dayMs), dayBits);
        to.writeBits((ms % dayMs) / unitMs, clockBits);
      });
    }
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
