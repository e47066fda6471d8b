import { options } from './options.ts';

/** Not in TypeScript's library, since few browsers know them. */
interface Signals {
  readonly globalPrivacyControl?: boolean;
  readonly doNotTrack?: string | null;
}

/** The person's answer, as it is sent: 1 granted, 0 denied; empty: not asked yet. */
export let consent: 0 | 1 | '' = '';

export function setConsent(granted: boolean): void {
  consent = granted ? 1 : 0;
}

/** Global Privacy Control, or its forerunner. */
export function isAskedNotToTrack(): boolean | undefined {
  const { signals } = options;
  return (
    signals !== 'off' &&
    ((navigator as Signals).globalPrivacyControl || (navigator as Signals).doNotTrack === '1')
  );
}

/** Count, but neither identify nor store anything in the (navigator as Signals). */
export function isAnonymous(): boolean {
  return isAskedNotToTrack() || consent === 0;
}
