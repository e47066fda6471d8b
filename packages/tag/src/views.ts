import { otherForms, wire } from '@hitmark/codec/hit';
import { cleanUrl } from './clean-url.ts';
import { recordEngagement } from './engagement.ts';
import { later } from './guard.ts';
import { isListed } from './is-listed.ts';
import { resend } from './outbox.ts';
import { random } from './random.ts';
import { record } from './record.ts';
import type { TagState } from './state.ts';
import type { Fields, ViewFields } from './tag.ts';

/**
 * Interval at which a new view looks for its title, in ms, and the number of looks: applications set it
 * after they moved.
 */
const lookMs = 250;
const maxLooks = 4;

/** Sets the address of the hits that follow. */
export function setAddress(tag: TagState, address: string): void {
  tag._url = cleanUrl(address, tag);
  tag._isExcluded = isListed(new URL(address).pathname, tag.exclude);
}

/**
 * Begins a view. The one before is left; or, where it was replaced or left at once, goes on under another
 * address.
 *
 * @param pageFields fields that the page gives of a view it records by hand
 */
function beginView(
  tag: TagState,
  address: string,
  isReplaced?: boolean,
  pageFields?: Fields,
): void {
  if (!tag._pending || (tag._looks && !isReplaced)) {
    leaveView(tag);
    tag._titleBefore = tag._view && document.title;
    tag._pending = {
      [wire.time]: Date.now(),
      [wire.referrer]: tag._view ? tag._url : cleanUrl(document.referrer, tag),
    };
    tag._view = random();
    tag._depth = tag._looks = 0;
    lookForTitle(tag, tag._pending);
  }
  Object.assign(tag._pending, pageFields);
  setAddress(tag, address);
}

/** Begins a view of the page as it is, unless the page records its views by hand. */
export function beginPageView(tag: TagState, isReplaced?: boolean): void {
  if ((tag.manual ?? 'off') === 'off') beginView(tag, location.href, isReplaced);
}

/** Records the current view, if it is not recorded yet. */
function announceView(tag: TagState): void {
  const view = tag._pending;
  if (!view) return;
  // Hits that were kept go with it.
  resend(tag);
  tag._pending = undefined;
  record(tag, {
    [wire.title]: document.title,
    [wire.search]: searchTerm(tag),
    [wire.screen]: `${screen.width}x${screen.height}`,
    [wire.viewport]: `${innerWidth}x${innerHeight}`,
    ...view,
  });
}

/** Records the current view and its engagement: it may not be seen again. */
export function leaveView(tag: TagState): void {
  announceView(tag);
  recordEngagement(tag);
}

/** Records a view by hand. */
export function recordView(
  tag: TagState,
  { url = '', title = document.title, ...data }: ViewFields,
): void {
  // One that is not seen is announced when it is shown.
  const isSeen = !document.hidden;
  if (isSeen) announceView(tag);
  beginView(tag, new URL(url, location.href).href, false, {
    [wire.title]: title,
    [otherForms.data]: data,
  });
  if (isSeen) announceView(tag);
}

function lookForTitle(tag: TagState, view: Fields): void {
  later(tag, lookMs, () => {
    // Prerendered, or opened in a background tab, a view is not seen: it is announced when it is shown.
    if (tag._pending !== view || document.hidden) return;
    tag._looks += 1;
    if (document.title !== tag._titleBefore || tag._looks === maxLooks) announceView(tag);
    else lookForTitle(tag, view);
  });
}

/** Search term in the address, without the address's secrets. */
function searchTerm(tag: TagState): string | null | undefined {
  const { searchParams } = new URL(tag._url);
  let term: string | null | undefined;
  for (const name of tag.search.split(',')) term = term || searchParams.get(name);
  return term;
}
