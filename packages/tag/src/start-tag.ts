import { recordAction } from './actions.ts';
import { takeClickReference } from './click-reference.ts';
import { createCommands, type Commands } from './commands.ts';
import { firstAnswer } from './consent.ts';
import { markSeen, measureDepth } from './engagement.ts';
import { guard } from './guard.ts';
import { followMoves } from './moves.ts';
import { flush, resend } from './outbox.ts';
import { recordEvent } from './record.ts';
import { seldom } from './seldom.ts';
import type { TagState } from './state.ts';
import { beginView, leaveView, setAddress } from './views.ts';

/** Begins to count: the page's view, when it is seen, and what happens from now on. */
export function startTag(tag: TagState): Commands {
  function begin(isReplaced?: boolean): void {
    if ((tag.manual ?? 'off') === 'off') beginView(tag, location.href, isReplaced);
  }
  function see(): void {
    markSeen(tag, !document.hidden);
  }
  function act(event: Event): void {
    recordAction(tag, event);
  }

  tag._answer = firstAnswer(tag);
  tag._click = takeClickReference(tag);
  setAddress(tag, location.href);
  begin();
  see();
  if (tag.event) recordEvent(tag, tag.event);

  const frequent: Record<string, (event: Event) => void> = {
    pointerdown: see,
    pointermove: see,
    keydown: see,
    wheel: see,
    scroll: ({ target }) => measureDepth(tag, target as Element),
  };
  const listeners: Record<string, (event: Event) => void> = {
    click: act,
    auxclick: act,
    submit: act,
    // Of the window: a field of the page, or a frame in it, leaves the focus to the document.
    blur: () => markSeen(tag, document.hasFocus()),
    visibilitychange() {
      leaveView(tag);
      flush(tag);
      see();
    },
    pageshow(event) {
      if ((event as PageTransitionEvent).persisted) begin();
    },
    online: () => resend(tag),
  };
  // At the window, and so before the page's own listeners.
  const options = { capture: true, passive: true };
  for (const type in listeners) addEventListener(type, guard(tag, listeners[type]!), options);
  for (const type in frequent) addEventListener(type, seldom(guard(tag, frequent[type]!)), options);
  followMoves(tag, begin);
  return createCommands(tag);
}
