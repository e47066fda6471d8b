import { guard } from './guard.ts';

/** Aborts when the tag is off. */
export const off = /* @__PURE__ */ new AbortController();

/** Listens, before the page's own listeners, until the tag is off. What a listener throws stays inside. */
export function listen(target: EventTarget, type: string, listener: (event: Event) => void): void {
  target.addEventListener(type, guard(listener) as EventListener, {
    capture: true,
    signal: off.signal,
  });
}
