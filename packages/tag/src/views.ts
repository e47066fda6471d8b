import { wire } from '@hitmark/codec/hit';
import { cleanUrl } from './clean-url.ts';
import { measureDepth, recordEngagement } from './engagement.ts';
import { guard } from './guard.ts';
import { isListed } from './is-listed.ts';
import { resend } from './outbox.ts';
import { random } from './random.ts';
import { record } from './record.ts';
import type { TagState } from './state.ts';
import type { Fields, ViewFields } from './tag.ts';

/** How often a new view looks for its title, and how many times: applications set it after they moved. */
const lookMs = 250;
const maxLooks = 4;

/** The address that hits tell from now on. */
export function setAddress(tag: TagState, address: string): void {
  tag._url = cleanUrl(address, tag);
  tag._isExcluded = isListed(new URL(address).pathname, tag.exclude);
}

/**
 * Begins a view. The one before is left; or, where it was replaced or left at once, goes on under another
 * address.
 *
 * @param given by the page, of a view that it records by hand
 */
export function beginView(
  tag: TagState,
  address: string,
  isReplaced?: boolean,
  given?: Fields,
): void {
  if (!tag._isPending || (tag._looks && !isReplaced)) {
    leaveView(tag);
    tag._referrer = tag._view ? tag._url : cleanUrl(document.referrer, tag);
    tag._titleBefore = tag._view ? document.title : '';
    tag._view = random();
    tag._begun = Date.now();
    tag._isPending = true;
    tag._depth = tag._looks = 0;
    lookLater(tag);
  }
  tag._given = given;
  setAddress(tag, address);
}

/** Records the current view, if it is not recorded yet. */
export function announceView(tag: TagState): void {
  if (!tag._isPending) return;
  tag._isPending = false;
  record(tag, {
    [wire.time]: tag._begun,
    [wire.title]: document.title,
    [wire.referrer]: tag._referrer,
    [wire.search]: searchTerm(tag),
    [wire.screen]: `${screen.width}x${screen.height}`,
    [wire.viewport]: `${innerWidth}x${innerHeight}`,
    ...tag._given,
  });
  // What was kept goes with it.
  resend(tag);
  measureDepth(tag);
}

/** Records what is known of the current view, which may not be seen again. */
export function leaveView(tag: TagState): void {
  announceView(tag);
  recordEngagement(tag);
}

/** Records a view by hand. */
export function recordView(tag: TagState, { url = '', title, ...data }: ViewFields): void {
  const isSeen = !document.hidden;
  if (isSeen) announceView(tag);
  beginView(tag, new URL(url, location.href).href, false, {
    [wire.title]: title ?? document.title,
    d: data,
  });
  if (isSeen) announceView(tag);
}

function lookLater(tag: TagState): void {
  clearTimeout(tag._timer);
  tag._timer = setTimeout(
    guard(tag, () => {
      // Prerendered, or opened in a background tab, a view is not seen: it is announced when it is shown.
      if (document.hidden) return;
      tag._looks += 1;
      if (document.title !== tag._titleBefore || tag._looks === maxLooks) announceView(tag);
      else lookLater(tag);
    }),
    lookMs,
  );
}

/** From the address without its secrets. */
function searchTerm(tag: TagState): string {
  const { searchParams } = new URL(tag._url);
  for (const name of tag.search.split(',')) {
    const term = searchParams.get(name);
    if (term) return term;
  }
  return '';
}
