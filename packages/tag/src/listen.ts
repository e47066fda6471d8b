import { guard, later, type Run } from './guard.ts';
import type { TagState } from './state.ts';

/**
 * Runs for each event of a kind: at the window, and so before the page's own listeners.
 *
 * @param pauseMs time after an event in which nothing listens, so that further events cost the page nothing
 */
export function listen(tag: TagState, type: string, run: Run<[Event]>, pauseMs = 0): void {
  const listener: Run<[Event]> = (_tag, event) => {
    if (pauseMs) later(tag, pauseMs, () => listen(tag, type, run, pauseMs));
    run(tag, event);
  };
  addEventListener(type, guard(tag, listener), { capture: true, passive: true, once: pauseMs > 0 });
}
