import type { Hit } from '@hitmark/codec/hit';
import { someValue, type RequestHead } from './raw-request.ts';

/**
 * Tells whether a hit is counted anonymously: if the browser (GPC, DNT), the page (a flag in the hit) or the person
 * (consent denied) asks for it. An operator can ignore the browser's signals, never the page or the person.
 */
export function isAnonymous(
  request: RequestHead,
  hit: Hit,
  settings: { readonly honourSignals: boolean },
): boolean {
  if (hit.anonymous === true || hit.consent === 'denied') return true;
  return isAnonymousRequest(request, settings);
}

/** Tells whether the browser itself asks for anonymity: by GPC or DNT. */
export function isAnonymousRequest(
  request: RequestHead,
  { honourSignals }: { readonly honourSignals: boolean },
): boolean {
  return (
    honourSignals && (someValue(request, 'sec-gpc', isYes) || someValue(request, 'dnt', isYes))
  );
}

function isYes(value: string): boolean {
  return value === '1';
}
