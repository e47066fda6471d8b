import { wire } from '@hitmark/codec/hit';
import { reportEngagement, resetDepth } from './engagement.ts';
import { guard } from './guard.ts';
import { log } from './log.ts';
import { options } from './options.ts';
import { resend } from './outbox.ts';
import { record } from './record.ts';
import { searchTerm } from './search-term.ts';
import { beginView, comeFrom, isAnnounced, readAddress, referrer, setAnnounced } from './view.ts';

/** How long a new view waits for its title, in ms: applications set it after they have moved. */
const titleDelayMs = 250;

/** The page was seen: not just prerendered, or opened in a background tab. */
let isSeen = false;
let address: string;

export function noteSeen(): void {
  isSeen = isSeen || !document.hidden;
}

/** The address may be another: then a view of its own begins. The same one twice is one view. */
export function arrive(): void {
  const now = location.href.replace(options.hash === 'on' ? '' : /#.*/, '');
  if (now === address) log('no view: same address', now);
  else {
    address = now;
    // An address that was there too shortly to be announced was no view.
    if (isAnnounced) {
      comeFrom();
      begin();
    }
    readAddress(location.href);
  }
}

export function begin(): void {
  reportEngagement();
  beginView();
  resetDepth();
  setTimeout(announce, titleDelayMs);
}

/** Records the view, if it was seen and is not recorded yet. */
export const announce = guard(() => {
  if (isAnnounced || !isSeen) return;
  setAnnounced();
  record({
    [wire.title]: document.title,
    [wire.referrer]: referrer,
    [wire.search]: searchTerm(),
    [wire.screen]: `${screen.width}x${screen.height}`,
    [wire.viewport]: `${innerWidth}x${innerHeight}`,
    [wire.timezone]: Intl.DateTimeFormat().resolvedOptions().timeZone,
  });
  resend();
});
