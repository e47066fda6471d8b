import { otherForms, wire } from '@hitmark/codec/hit';
import { record } from './record.ts';
import type { TagState } from './state.ts';

/** Sizes of an element that can be scrolled, in CSS pixels; a document as an event's target has none of these. */
type Area = Partial<Pick<Element, 'scrollTop' | 'scrollHeight' | 'clientHeight'>>;

/** Shortest time for which a view must be seen to be recorded, in ms. */
const leastMs = 100;

/**
 * Adds the time since the last sign of life (input, or a change of visibility) to the time for which the view was
 * seen. A longer pause than the option `idle` (seconds) counts as that long.
 *
 * @param isSeen true where the view is seen from now on
 */
export function markSeen(tag: TagState, isSeen: boolean): void {
  // A clock that cannot be set back or forward, unlike `Date`.
  const now = performance.now();
  tag._seenMs += Math.min(now - (tag._lastSign ?? now), +tag.idle * 1000);
  tag._lastSign = isSeen ? now : undefined;
}

/** Marks a sign of life: the view is seen from now on, unless the page is hidden. */
export function markActive(tag: TagState): void {
  markSeen(tag, !document.hidden);
}

/** Records how long and how far down the view was seen since this was last recorded, unless that is next to nothing. */
export function recordEngagement(tag: TagState): void {
  markSeen(tag, !!tag._lastSign);
  measureDepth(tag);
  // `p` is the scroll depth as measured, `otherForms.depth` of the codec; the collector rounds it.
  const fields = { [wire.engagementMs]: Math.round(tag._seenMs), [otherForms.depth]: tag._depth };
  if (tag._seenMs > leastMs && tag._view && tag.engagement !== 'off') record(tag, fields);
  tag._seenMs = 0;
}

/**
 * Measures the depth to which the document is scrolled, in percent of its height. A document that cannot be scrolled is
 * measured by the area that was scrolled in its place, unless that is at most half as high as the window.
 */
export function measureDepth(tag: TagState, area: Area = {}): void {
  tag._depth = Math.max(tag._depth, depthOf(document.scrollingElement ?? area) || depthOf(area));
}

/** Lower edge of the visible part, in percent of the whole height; 0 where it cannot be scrolled or is small. */
function depthOf({ scrollTop = 0, scrollHeight = 0, clientHeight = 0 }: Area): number {
  return scrollHeight > clientHeight && clientHeight > innerHeight / 2
    ? ((scrollTop + clientHeight) / scrollHeight) * 100
    : 0;
}
