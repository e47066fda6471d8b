import { log } from './log.ts';
import type { TagState } from './state.ts';

/** A function of the tag, whose first parameter is the tag. */
export type Run<Args extends readonly unknown[]> = (tag: TagState, ...args: Args) => void;

/**
 * Makes a function that the page and its browser may call: it throws nothing, whatever the page has broken,
 * and does nothing once the tag is off.
 */
export function guard<Args extends unknown[]>(
  tag: TagState,
  run: Run<Args>,
): (...args: Args) => void {
  return (...args) => {
    try {
      if (!tag._isOff) run(tag, ...args);
    } catch (fault) {
      log(tag, 'fault', fault);
    }
  };
}

/** Runs a function after some time, unless the tag is off by then. */
export function later(tag: TagState, delayMs: number, run: Run<[]>): void {
  setTimeout(guard(tag, run), delayMs);
}
