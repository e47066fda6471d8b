import type { TagOptions } from './tag.ts';

// A page has one tag, so what the tag knows lives in its modules: no object to pass around, and names
// that the minifier can shorten.

/** How the tag is set up. */
export let options: TagOptions;

export function setOptions(given: TagOptions): void {
  options = given;
}
