import { options } from './options.ts';

/** The person's answer, as it is sent: 1 granted, 0 denied; empty: not asked yet. */
export let consent: 0 | 1 | '' = '';

export function setConsent(granted: boolean): void {
  consent = granted ? 1 : 0;
}

/** Global Privacy Control, or its forerunner. */
export function isAskedNotToTrack(): boolean | null | undefined {
  const { globalPrivacyControl, doNotTrack } = navigator as {
    globalPrivacyControl?: boolean;
    doNotTrack?: string | null;
  };
  return options.signals !== 'off' && (globalPrivacyControl || doNotTrack === '1');
}

/** Count, but neither identify nor store anything in the browser. */
export function isAnonymous(): boolean {
  return isAskedNotToTrack() || consent === 0;
}
