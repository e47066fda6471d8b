import type { TagOptions } from './tag-options.ts';

// A page has one tag, so what the tag knows lives in its modules: no object to pass around, and names
// that the minifier can shorten.

/** How the tag is set up; what was not given is handled where it is used, which takes fewer bytes. */
export let options: TagOptions & Record<'search' | 'downloads', string>;

export const defaults = {
  search: 'search,q,s,query',
  downloads: 'pdf,zip,docx,xlsx',
};

export function setOptions(all: typeof options): void {
  options = all;
}
