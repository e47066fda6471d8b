import { logReason } from './log.ts';
import type { TagState } from './state.ts';

/** A page of this machine: localhost, the loopback range, a file, or what a page has written itself. */
const local = /^$|localhost$|^127\./;

/** True where nothing on this page is counted; the log says why. */
export function isNotCounted(tag: TagState): boolean {
  const automated = navigator.webdriver && tag.automated !== 'on';
  const localhost = local.test(location.hostname) && tag.localhost !== 'on';
  const sample = Math.random() > +tag.sample;
  const optOut = !!tag._storage.hitmarkOff;
  logReason(tag, 'nothing is sent', { automated, localhost, sample, 'opt-out': optOut });
  return automated || localhost || sample || optOut;
}
