import type { TagOptions } from './tag.ts';

// A page has one tag, so what the tag knows lives in its modules: no object to pass around, and names
// that the minifier can shorten.

/** What `createTag` was given, over the defaults. */
export type Options = Omit<TagOptions, keyof typeof defaults> & typeof defaults;

const defaults = {
  site: '',
  consent: '',
  sample: 1,
  search: 'search,q,s,query',
  downloads: 'pdf,zip,gz,dmg,exe,msi,apk,csv,docx,xlsx,pptx,mp3,mp4',
};

/** How the tag is set up. */
export let options = defaults as Options;

export function setOptions(given: TagOptions): void {
  options = { ...options, ...given } as Options;
}
