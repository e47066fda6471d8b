import { wire } from '@hitmark/codec/hit';
import { record } from './record.ts';
import type { TagState } from './state.ts';

/** Measures of an area that can be scrolled; a document itself has none of these. */
type Area = Partial<Pick<Element, 'scrollTop' | 'scrollHeight' | 'clientHeight'>>;

/** Shorter looks are none. */
const leastMs = 100;

/**
 * Adds the time since the last sign of life, but for long pauses.
 *
 * @param isSeen whether the view is seen from now on
 */
export function markSeen(tag: TagState, isSeen: boolean): void {
  // A clock that nobody sets.
  const now = performance.now();
  tag._seenMs += Math.min(now - (tag._lastSign ?? now), +tag.idle * 1000);
  tag._lastSign = isSeen ? now : undefined;
}

/** Marks a sign of life. */
export function see(tag: TagState): void {
  markSeen(tag, !document.hidden);
}

/** Records how the view was seen since the last time, if it was. */
export function recordEngagement(tag: TagState): void {
  markSeen(tag, !!tag._lastSign);
  measureDepth(tag);
  // `p` is depth that is not rounded, which the collector does.
  const fields = { [wire.engagementMs]: Math.round(tag._seenMs), p: tag._depth };
  if (tag._seenMs > leastMs && tag._view && tag.engagement !== 'off') record(tag, fields);
  tag._seenMs = 0;
}

/**
 * Measures how far the document is scrolled, in percent of its height; where it cannot be, how far the area
 * was that was scrolled in its place, unless it is a small one.
 */
export function measureDepth(tag: TagState, area: Area = {}): void {
  tag._depth = Math.max(tag._depth, depthOf(document.scrollingElement ?? area) || depthOf(area));
}

/** 0: it cannot be scrolled, or is small. */
function depthOf({ scrollTop = 0, scrollHeight = 0, clientHeight = 0 }: Area): number {
  return scrollHeight > clientHeight && clientHeight > innerHeight / 2
    ? ((scrollTop + clientHeight) / scrollHeight) * 100
    : 0;
}
