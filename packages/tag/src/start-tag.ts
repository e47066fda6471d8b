import { recordAction } from './actions.ts';
import { takeClickReference } from './click-reference.ts';
import { firstConsent } from './consent.ts';
import { markSeen, measureDepth, markActive } from './engagement.ts';
import type { Run } from './guard.ts';
import { isNotCounted } from './is-not-counted.ts';
import { listen } from './listen.ts';
import { followMoves } from './moves.ts';
import { flush, resend } from './outbox.ts';
import { recordEvent } from './record.ts';
import type { TagState } from './state.ts';
import { beginPageView, leaveView, setAddress } from './views.ts';

type Listeners = Readonly<Record<string, Run<[Event]>>>;

/** Input events that show that somebody is there. They may come with every frame; one a second is enough. */
const signs = ['pointerdown', 'pointermove', 'keydown', 'wheel'];
const signPauseMs = 1000;

/** Shortest time between two measurements of the scroll depth. */
const scrollPauseMs = 250;

const listeners: Listeners = {
  click: recordAction,
  auxclick: recordAction,
  submit: recordAction,
  // The window loses the focus; a field of the page, or a frame in it, leaves it to the document.
  blur: (tag) => markSeen(tag, document.hasFocus()),
  visibilitychange(tag) {
    leaveView(tag);
    flush(tag);
    markActive(tag);
  },
  pageshow(tag, event) {
    if ((event as PageTransitionEvent).persisted) beginPageView(tag);
  },
  online: resend,
};

/** Begins to record the page's view and its events, unless this page is not counted. */
export function startTag(tag: TagState): void {
  if (isNotCounted(tag)) {
    tag._isOff = true;
    return;
  }
  tag._consent = firstConsent(tag);
  tag._click = takeClickReference(tag);
  setAddress(tag, location.href);
  beginPageView(tag);
  markActive(tag);
  if (tag.event) recordEvent(tag, tag.event);

  for (const type in listeners) listen(tag, type, listeners[type]!);
  for (const type of signs) listen(tag, type, markActive, signPauseMs);
  listen(tag, 'scroll', (_tag, { target }) => measureDepth(tag, target as Element), scrollPauseMs);
  followMoves(tag);
}
