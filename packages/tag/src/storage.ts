import { isAnonymous } from './consent.ts';
import type { TagState } from './state.ts';

/** Items of the browser's storage that are the tag's, as they are called there. */
export interface StoredItems {
  /** Hits for later, each ended by a line feed. */
  hitmark?: string;
  /** Unix ms until which the collector wants nothing (Retry-After). */
  hitmarkPause?: number;
  /** The person does not want to be counted. */
  readonly hitmarkOff?: unknown;
}

/** Most hits that are kept for later. */
const maxKept = 20;

/** The browser's storage; an object of the page where it is refused, as in a sandboxed frame. */
export function openStorage(): StoredItems {
  try {
    return (localStorage as StoredItems | null) ?? {};
  } catch {
    return {};
  }
}

/** What may be stored: nothing where the person is not to be known, where what was is deleted. */
export function storage(tag: TagState): StoredItems {
  if (!isAnonymous(tag)) return tag._storage;
  delete tag._storage.hitmark;
  delete tag._storage.hitmarkPause;
  return {};
}

/** Keeps hits for later, the latest of all pages of the site. */
export function keep(tag: TagState, lines: string): void {
  const kept = storage(tag);
  // The last part is the empty one behind the last line feed.
  const all = ((kept.hitmark ?? '') + lines).split('\n');
  kept.hitmark = all.slice(-maxKept - 1).join('\n');
}
