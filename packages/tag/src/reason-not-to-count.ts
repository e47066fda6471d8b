import { options } from './options.ts';
import { storage } from './storage.ts';

/** A page of this machine: localhost, the loopback range, a file, or what a page has written itself. */
const local = /^$|localhost$|^127\.|^\[::1/;

/** Why nothing on this page is counted; undefined: all is. */
export function reasonNotToCount(): string | false {
  const { automated, localhost, sample } = options;
  if (navigator.webdriver && automated !== 'on') return 'automated';
  if (local.test(location.hostname) && localhost !== 'on') return 'localhost';
  if (Math.random() > Number(sample || 1)) return 'sample';
  return !!storage(true).hitmarkOff && 'opt-out';
}
