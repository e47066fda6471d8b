import { cleanUrl } from './clean-url.ts';
import { takeClickId } from './click-id.ts';
import { enter } from './enter.ts';
import { turnOn } from './life.ts';
import { each } from './lists.ts';
import { log } from './log.ts';
import { followMoves } from './follow-moves.ts';
import { reasonNotToCount } from './reason-not-to-count.ts';
import { setViewUrl } from './view.ts';

/** Begins to count, where this page counts: its view, when it is seen, and what happens from now on. */
export function start(): void {
  const reason = reasonNotToCount();
  if (reason) log('nothing is sent:', reason);
  else {
    takeClickId();
    setViewUrl(cleanUrl(document.referrer));
    turnOn();
    enter('');
    // At the window, and so before the page's own listeners.
    each('click,auxclick,submit,scroll,online,pageshow,popstate,visibilitychange', (type) => {
      addEventListener(type, enter, true);
    });
    followMoves();
  }
}
