import { log } from './log.ts';
import type { TagState } from './state.ts';
import type { TagOptions } from './tag-options.ts';

/** Not in TypeScript's library, since few browsers know them. */
declare const navigator: {
  readonly globalPrivacyControl?: boolean;
  readonly doNotTrack?: string | null;
};

/** An answer of the person on the wire: '1' granted, '0' denied, '' not asked for, 'wait' not given yet. */
export type Answer = '1' | '0' | '' | 'wait';

/** The answer that the page gives by a command: only a clear yes is consent, and what is neither is none. */
export function clearAnswer(value: unknown): '1' | '0' | undefined {
  if (value === true || value === 'granted') return '1';
  return value === false || value === 'denied' ? '0' : undefined;
}

/** The answer that the option gives, which has short forms; what nobody knows waits. */
export function firstAnswer(options: TagOptions): Answer {
  const { consent } = options;
  if (consent === undefined) return '';
  if (consent === '1' || consent === '0') return consent;
  const answer = clearAnswer(consent);
  if (!answer && consent !== 'wait') log(options, 'unknown consent, so all waits:', consent);
  return answer ?? 'wait';
}

/** Hits are counted without saying whose they are, and nothing is stored: consent denied, GPC or DNT. */
export function isAnonymous({ _answer, signals }: TagState): boolean {
  return (
    _answer === '0' ||
    (signals !== 'off' && (navigator.globalPrivacyControl === true || navigator.doNotTrack === '1'))
  );
}
