import { guard } from './guard.ts';

/** Aborts when the tag is off. */
export const off = /* @__PURE__ */ new AbortController();

/**
 * Listens until the tag is off, at the window and so before the page's own listeners. What a listener
 * throws stays inside.
 */
export function listen(
  type: string,
  listener: (event: Event) => void,
  target: EventTarget = window,
): void {
  target.addEventListener(type, guard(listener) as EventListener, {
    capture: true,
    signal: off.signal,
  });
}
