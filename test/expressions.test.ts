import { createRequire } from 'node:module';
import type * as recheck from 'recheck';
import { describe, expect, it } from 'vitest';
import { findExpressions } from './support/expressions.ts';

// An expression that backtracks over what somebody sends stops the collector for all others.

/** The checker in plain JavaScript, which starts no program. */
const { checkSync } = createRequire(import.meta.url)('recheck/lib/browser.js') as typeof recheck;

/** Bounded by steps, never by time. */
const parameters = {
  timeout: null,
  attackTimeout: null,
  incubationTimeout: null,
  seedingTimeout: null,
  recallTimeout: -1,
};

const { literals, makers } = findExpressions();

/** Expressions that may take longer, each with the reason. */
const exceptions: Readonly<Record<string, string>> = {
  [String.raw`/(token|secret|pass|passwd|sword|pwd|auth|session(_?id)?|sid|key|jwt|otp|mail|phone)(\W|%\w\w)*(=|%3d)|^.(code|sig)=|@|%40|eyJ[\w-]{8}|^.(?!utm_)[^=]*=(?=.*\d)([\da-f-]{16}|\w{20})/i`]:
    'the tag: one parameter of a page, in the browser that shows it; to find out takes minutes',
  [String.raw`/.*\./`]: 'the tag: the path of a link that somebody clicks, in their own browser',
  [String.raw`/(.{1,6000}\n){1,10}|.+\n/g`]:
    'the tag: its own queue, in which each line has its end',
};

/** Files that make an expression of a text, each with the reason. */
const allowedMakers: Readonly<Record<string, string>> = {
  'collector/dist/pipeline/hit/starred-names.js': 'names that the operator lists, each escaped',
  'tag/dist/index.js': 'lists in the options of a page, each escaped',
  'tag/dist/tag.debug.js': 'the same',
  'tag/dist/tag.full.js': 'the same',
  'tag/dist/tag.js': 'the same',
};

describe('a regular expression', () => {
  it.each([...literals.keys()].filter((literal) => !Object.hasOwn(exceptions, literal)))(
    '%s takes no longer than its input is long',
    (literal) => {
      const { source = '', flags = '', files } = literals.get(literal) ?? {};
      const found = checkSync(source, flags, parameters);
      const attack = found.status === 'vulnerable' ? found.attack.pattern : null;
      expect({ files, status: found.status, attack }).toEqual({
        files,
        status: 'safe',
        attack: null,
      });
    },
  );

  it('is an exception only where there is such a one', () => {
    expect(Object.keys(exceptions).filter((literal) => !literals.has(literal))).toEqual([]);
  });

  it('is made of a text, which can not be checked, only where a reason is given', () => {
    expect([...makers].toSorted()).toEqual(Object.keys(allowedMakers));
  });
});
