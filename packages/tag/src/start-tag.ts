import { recordAction } from './actions.ts';
import { takeClickReference } from './click-reference.ts';
import { firstAnswer } from './consent.ts';
import { markSeen, measureDepth, see } from './engagement.ts';
import type { Run } from './guard.ts';
import { isNotCounted } from './is-not-counted.ts';
import { listen } from './listen.ts';
import { followMoves } from './moves.ts';
import { flush, resend } from './outbox.ts';
import { recordEvent } from './record.ts';
import type { TagState } from './state.ts';
import { beginPageView, leaveView, setAddress } from './views.ts';

type Listeners = Readonly<Record<string, Run<[Event]>>>;

/** Events that may come with every frame, and how long none is heard after one. */
const frequentMs = 250;

const frequent: Listeners = {
  pointerdown: see,
  pointermove: see,
  keydown: see,
  wheel: see,
  scroll: (tag, { target }) => measureDepth(tag, target as Element),
};

const listeners: Listeners = {
  click: recordAction,
  auxclick: recordAction,
  submit: recordAction,
  // The window loses the focus; a field of the page, or a frame in it, leaves it to the document.
  blur: (tag) => markSeen(tag, document.hasFocus()),
  visibilitychange(tag) {
    leaveView(tag);
    flush(tag);
    see(tag);
  },
  pageshow(tag, event) {
    if ((event as PageTransitionEvent).persisted) beginPageView(tag);
  },
  online: resend,
};

/** Begins to count, unless nothing is to be counted here: the page's view, and what happens from now on. */
export function startTag(tag: TagState): void {
  if (isNotCounted(tag)) {
    tag._isOff = true;
    return;
  }
  tag._answer = firstAnswer(tag);
  tag._click = takeClickReference(tag);
  setAddress(tag, location.href);
  beginPageView(tag);
  see(tag);
  if (tag.event) recordEvent(tag, tag.event);

  for (const type in listeners) listen(tag, type, listeners[type]!);
  for (const type in frequent) listen(tag, type, frequent[type]!, frequentMs);
  followMoves(tag);
}
