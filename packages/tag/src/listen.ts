import { recordAction } from './actions.ts';
import { reportEngagement, watchDepth } from './engagement.ts';
import { guard } from './guard.ts';
import { each } from './lists.ts';
import { flush, resend } from './outbox.ts';
import { announce, begin, noteSeen } from './views.ts';

export type Listen = 'addEventListener' | 'removeEventListener';

/** At the window, and so before the page's own listeners. */
export function listen(method: Listen): void {
  each('click,auxclick,submit', (type) => self[method](type, recordAction, true));
  each('scroll,online,pageshow,visibilitychange', (type) => self[method](type, handle, true));
}

const handle = guard((event: Event) => {
  noteSeen();
  watchDepth();
  if (event.type === 'online') resend();
  // Back from the back/forward cache.
  if (event.type === 'pageshow' && (event as PageTransitionEvent).persisted) begin();
  if (event.type === 'visibilitychange') {
    announce();
    reportEngagement();
    void flush();
  }
});
