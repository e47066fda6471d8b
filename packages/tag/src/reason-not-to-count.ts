import { options } from './options.ts';
import { storage } from './storage.ts';

/** A page of this machine: localhost, the loopback range, a file, or what a page has written itself. */
const local = /^$|localhost$|^127\.|^\[::1/;

/** Why nothing on this page is counted; empty: all is. */
export function reasonNotToCount(): string {
  if (navigator.webdriver && options.automated !== 'on') return 'automated';
  if (local.test(location.hostname) && options.localhost !== 'on') return 'localhost';
  if (Math.random() > ((options.sample ?? 1) as number)) return 'sample';
  return storage(true).hitmarkOff ? 'opt-out' : '';
}
