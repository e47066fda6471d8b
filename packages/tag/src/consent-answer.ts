/** Consent of the person: '1' granted, '0' denied, '' nobody was asked, 'wait' asked, and not answered yet. */
export type ConsentAnswer = '1' | '0' | '' | 'wait';

/**
 * Reads consent from a value of the page. Only a clear yes is consent; a value that is neither yes nor no changes
 * nothing.
 */
export function readConsent(value: unknown, otherwise: ConsentAnswer): ConsentAnswer {
  if (value === true || value === 'granted') return '1';
  return value === false || value === 'denied' ? '0' : otherwise;
}
