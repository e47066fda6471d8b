import { wire } from '@hitmark/codec/hit';
import { cleanUrl } from './clean-url.ts';
import { openGate, whenOpen } from './gate.ts';
import { guard } from './guard.ts';
import { listen } from './listen.ts';
import { flush, resend } from './outbox.ts';
import { pageFacts } from './page-facts.ts';
import { record } from './record.ts';
import { searchTerm } from './search-term.ts';
import { beforeLeaving, beginView, readAddress, viewUrl } from './view.ts';

/** How long a new address waits for its title, in ms: applications set it after they have moved. */
const titleDelayMs = 250;

let referrer: string;
/** The current view was recorded. */
let isAnnounced: boolean;

/**
 * Counts what is seen: a view begins when the page is shown, and again when it comes back from the
 * back/forward cache.
 */
export function countViews(): void {
  referrer = cleanUrl(document.referrer);
  begin();
  listen('visibilitychange', () => (document.hidden ? leave() : show()));
  listen('pagehide', leave);
  listen('pageshow', (event) => {
    if (!(event as PageTransitionEvent).persisted) return;
    begin();
    announce();
  });
  listen('online', resend);
  // After the commands that were queued before the tag came.
  setTimeout(guard(show));
}

/** The page has another address: a view of its own, and the one before it was where it came from. */
export function arrive(): void {
  // An address that was there too shortly to be announced was no view.
  if (!isAnnounced) return readAddress();
  beforeLeaving();
  referrer = viewUrl;
  begin();
  setTimeout(guard(announce), titleDelayMs);
}

function begin(): void {
  beginView();
  isAnnounced = false;
}

function show(): void {
  if (document.hidden) return;
  openGate(true);
  // A script in the head may run before the title was parsed.
  if (document.title || document.readyState !== 'loading') announce();
  else listen('DOMContentLoaded', announce);
}

function announce(): void {
  if (isAnnounced) return;
  isAnnounced = true;
  record({
    [wire.title]: document.title,
    [wire.referrer]: referrer,
    [wire.search]: searchTerm(),
    ...pageFacts(),
  });
  whenOpen(resend);
}

function leave(): void {
  announce();
  beforeLeaving();
  whenOpen(() => flush(true));
}
