import { isAnonymous } from './consent.ts';
import type { TagState } from './state.ts';
import type { StoredItems } from './stored-items.ts';

/** Most hits that are kept for later. */
const maxKept = 20;

/** Items that may be stored: none where the person is not to be known, where what was is deleted. */
export function storage(tag: TagState): StoredItems {
  const items = tag._storage;
  if (!isAnonymous(tag)) return items;
  delete items.hitmark;
  return {};
}

/** Keeps hits for later, the latest of all pages of the site. */
export function keep(tag: TagState, lines: string): void {
  const kept = storage(tag);
  // The last part is the empty one behind the last line feed.
  const all = ((kept.hitmark ?? '') + lines).split('\n');
  kept.hitmark = all.slice(-maxKept - 1).join('\n');
}
