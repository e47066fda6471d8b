import { options } from './options.ts';
import { kept } from './storage.ts';

/** A page of this machine: localhost, the loopback range, a file, or what a page has written itself. */
const local = /^$|localhost$|^127\.|^\[::1/;

/** Why nothing on this page is counted; empty: all is. */
export function reasonNotToCount(): unknown {
  return (
    (navigator.webdriver && unless('automated')) ||
    (local.test(location.hostname) && unless('localhost')) ||
    (Math.random() > options.sample && 'sample') ||
    (kept.hitmarkOff && 'opt-out')
  );
}

function unless(name: 'automated' | 'localhost'): unknown {
  return options[name] !== 'on' && name;
}
