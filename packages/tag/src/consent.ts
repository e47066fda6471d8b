import { readConsent, type ConsentAnswer } from './consent-answer.ts';
import { log } from './log.ts';
import type { TagState } from './state.ts';
import type { TagOptions } from './tag-options.ts';

/** Members of `navigator` that TypeScript's library lacks, since few browsers have them. */
declare const navigator: {
  readonly globalPrivacyControl?: boolean;
  readonly doNotTrack?: string | null;
};

const shortForms: Readonly<Record<string, boolean>> = { 1: true, 0: false };

/** Reads the consent that the page's option says, also in its short forms. With an unknown value, all hits wait. */
export function firstConsent(options: TagOptions): ConsentAnswer {
  const { consent } = options;
  if (consent === undefined) return '';
  const answer = readConsent(shortForms[consent] ?? consent, 'wait');
  if (answer === 'wait' && consent !== 'wait')
    log(options, 'unknown consent, so all waits:', consent);
  return answer;
}

/** Hits are counted without saying whose they are, and nothing is stored: consent denied, GPC or DNT. */
export function isAnonymous({ _consent, signals }: TagState): boolean | undefined {
  return (
    _consent === '0' ||
    (signals !== 'off' && (navigator.globalPrivacyControl || navigator.doNotTrack === '1'))
  );
}
