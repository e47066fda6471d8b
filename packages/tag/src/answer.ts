/** An answer of the person on the wire: '1' granted, '0' denied, '' not asked for, 'wait' not given yet. */
export type Answer = '1' | '0' | '' | 'wait';

/** The answer that a value gives: only a clear yes is consent, and what is neither changes nothing. */
export function answerOf(value: unknown, otherwise: Answer): Answer {
  if (value === true || value === 'granted') return '1';
  return value === false || value === 'denied' ? '0' : otherwise;
}
