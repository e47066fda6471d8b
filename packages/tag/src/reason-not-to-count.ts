import { options } from './options.ts';
import { kept } from './storage.ts';

/** A page of this machine: localhost, the loopback range, a file, or what a page has written itself. */
const local = /^$|localhost$|^127\./;

/** Why nothing on this page is counted; nothing: all is. */
export function reasonNotToCount(): unknown {
  return (
    (navigator.webdriver && options.automated !== 'on' && 'automated') ||
    (local.test(location.hostname) && options.localhost !== 'on' && 'localhost') ||
    (Math.random() > (options.sample as number) && 'sample') ||
    (kept.hitmarkOff && 'opt-out')
  );
}
