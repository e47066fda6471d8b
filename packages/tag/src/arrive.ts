import { cleanUrl } from './clean-url.ts';
import { reportEngagement, resetDepth, watchDepth } from './engagement.ts';
import { log } from './log.ts';
import { options } from './options.ts';
import { beginView, isAnnounced, setViewUrl } from './view.ts';

let address: string;

/**
 * Whenever anything happens: is the address another, or is the page back from the back/forward cache? Then
 * a view of its own begins.
 */
export function arrive(event: unknown): void {
  const now = location.href.split(options.hash === 'on' ? ' ' : '#')[0] as string;
  watchDepth();
  if (now !== address || (event as PageTransitionEvent).persisted) {
    address = now;
    // An address that was there too shortly to be announced was no view.
    if (isAnnounced) {
      reportEngagement();
      beginView();
      resetDepth();
    }
    setViewUrl(cleanUrl(location.href));
  } else if (event === '' || (event as Event).type === 'currententrychange') {
    log('no view: same address', now);
  }
}
