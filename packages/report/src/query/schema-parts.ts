import * as v from 'valibot';
import { isDay } from './date-range.ts';

/** A longer text is in no event: the collector takes no longer addresses. */
export const maxValueLength = 8_192;

/** A problem's message. */
export const expected = (what: string): string => `expected ${what}`;

/** A text of bounded length. */
export const text = (what: string, maxLength: number) =>
  v.pipe(
    v.string(expected(what)),
    v.maxLength(maxLength, expected(`${what} of at most ${maxLength} characters`)),
  );

/** Name of a site. */
export const siteSchema = v.pipe(
  text('a site', maxValueLength),
  v.minLength(1, expected('a site')),
);

/** A day such as `2026-11-01`. */
export const daySchema = v.pipe(
  v.string(expected('a day such as 2026-11-01')),
  v.check(isDay, expected('a day such as 2026-11-01')),
);

/** A whole number between two bounds, both included. */
export const wholeNumber = (min: number, max: number) => {
  const message = expected(`a whole number from ${min} to ${max}`);
  return v.pipe(
    v.number(message),
    v.integer(message),
    v.minValue(min, message),
    v.maxValue(max, message),
  );
};

/** The message of an object: of a member that it does not have, or lacks. */
export const membersOf = (names: string) => (issue: v.StrictObjectIssue) => {
  if (issue.path === undefined) return expected(`an object with ${names}`);
  return issue.expected === 'never' ? expected(`one of ${names}`) : expected('a value');
};
