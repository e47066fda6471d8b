import { log } from './log.ts';
import type { TagState } from './state.ts';

/**
 * Makes a function that the page and its browser may call: it throws nothing, whatever the page has broken,
 * and does nothing once the tag is off.
 */
export function guard<Args extends unknown[]>(
  tag: TagState,
  run: (...args: Args) => void,
): (...args: Args) => void {
  return (...args) => {
    try {
      if (!tag._isOff) run(...args);
    } catch (fault) {
      log(tag, 'fault', fault);
    }
  };
}

/** Runs a function after some time, unless the tag is off by then. */
export function later(tag: TagState, delayMs: number, run: () => void): void {
  setTimeout(guard(tag, run), delayMs);
}
