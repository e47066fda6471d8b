import type { TagState } from './state.ts';

/** A page of this machine: localhost, the loopback range, a file, or what a page has written itself. */
const local = /^$|localhost$|^127\./;

/** Why nothing on this page is counted; undefined where all is. */
export function reasonNotToCount(tag: TagState): unknown {
  return (
    (navigator.webdriver && tag.automated !== 'on' && 'automated') ||
    (local.test(location.hostname) && tag.localhost !== 'on' && 'localhost') ||
    (Math.random() > +tag.sample && 'sample') ||
    (tag._storage.hitmarkOff && 'opt-out')
  );
}
