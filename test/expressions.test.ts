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
  [String.raw`/%40|@|^.(?!utm_).*((token|secret|pass|sword|auth|sess\w*|sid|key|mail)=|=(?=.*\d)([\da-f-]{16}|\w{20}))/i`]:
    'the tag: one parameter of a page, in the browser that shows it',
  [String.raw`/.*\./`]: 'the tag: the path of a link that somebody clicks, in their own browser',
  [String.raw`/(.*\n){0,20}$/`]: 'the tag: a queue of its own, of twenty lines and what is new',
  [String.raw`/.{1900}|\n./`]: 'the tag: at most 1,900 times, and to find out takes minutes',
};

/** Files that make an expression of a text, each with the reason. */
const allowedMakers: Readonly<Record<string, string>> = {
  'collector/dist/pipeline/star-parameters.js': 'names that the operator lists, each escaped',
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
    expect([...makers]).toEqual(Object.keys(allowedMakers));
  });
});
