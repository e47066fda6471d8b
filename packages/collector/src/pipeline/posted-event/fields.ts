import * as v from 'valibot';

// Forms of an event's members, as JSON says them. Null is the same as a member that is left out.

/** A text, not empty. */
export const text = (maxLength: number) => {
  const message = `expected a text of 1 to ${maxLength} characters`;
  return v.pipe(v.string(message), v.minLength(1, message), v.maxLength(maxLength, message));
};

export const textLike = (pattern: RegExp, expects: string) => {
  const message = `expected ${expects}`;
  return v.pipe(v.string(message), v.regex(pattern, message));
};

export const integer = (max: number) => {
  const message = `expected a whole number from 0 to ${max}`;
  return v.pipe(
    v.number(message),
    v.integer(message),
    v.minValue(0, message),
    v.maxValue(max, message),
  );
};

export const choice = <const Word extends string>(words: readonly Word[]) =>
  v.picklist(words, `expected one of ${words.join(', ')}`);

const time = 'expected ISO 8601 with a zone, such as 2026-11-22T09:30:00Z, or Unix ms';
const isoTime = /^(\d{4}-\d\d-\d\d)(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d))?$/;

/** Less than this are seconds, or lie before March 1973. */
const leastMs = 1e11;

/** A time, as Unix ms: without a zone it would mean another one on each machine. */
export const timeMs = () =>
  v.pipe(
    v.union(
      [
        v.pipe(
          v.number(),
          v.integer(),
          v.minValue(leastMs, `${time}; this looks like seconds`),
          v.maxValue(8.64e15),
        ),
        v.pipe(
          v.string(),
          v.check((value) => !Number.isNaN(readIsoTime(value)), time),
          v.transform(readIsoTime),
        ),
      ],
      ({ issues }) => issues?.find(({ kind }) => kind === 'validation')?.message ?? time,
    ),
    v.minValue(0, 'expected a time from 1970 on'),
  );

function readIsoTime(value: string): number {
  const [, day] = isoTime.exec(value) ?? [];
  if (day === undefined) return Number.NaN;
  const start = Date.parse(day);
  // JavaScript reads February 30 as March 2.
  const isDay = !Number.isNaN(start) && new Date(start).toISOString().startsWith(day);
  return isDay ? Date.parse(value) : Number.NaN;
}

/** Members of an object; null for those that are left out. Unknown members are problems. */
export const members = <Entries extends v.ObjectEntries>(entries: Entries) =>
  v.pipe(
    v.custom<Readonly<Record<string, unknown>>>(isObject, 'expected an object'),
    // The only `rawCheck`: by it its issues are told apart from others.
    v.rawCheck(({ dataset, addIssue }) => {
      if (!dataset.typed) return;
      const input = dataset.value;
      const key = Object.keys(input).find((name) => !Object.hasOwn(entries, name));
      if (key === undefined) return;
      addIssue({
        message: `expected one of ${Object.keys(entries).join(', ')}`,
        path: [{ type: 'object', origin: 'key', input, key, value: input[key] }],
      });
    }),
    v.object(entries, 'expected this member, which is missing'),
  );

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
