import { options } from './options.ts';

/** Not in TypeScript's library, since few browsers know them. */
declare const navigator: {
  readonly globalPrivacyControl?: boolean;
  readonly doNotTrack?: string | null;
};

/** Count, but neither identify nor store anything: consent was denied, or GPC or its forerunner is on. */
export function isAnonymous(): boolean | undefined {
  return (
    options.consent === '0' ||
    (options.signals !== 'off' && (navigator.globalPrivacyControl || navigator.doNotTrack === '1'))
  );
}
