import { wire } from '@hitmark/codec/hit';
import { guard } from './guard.ts';
import { record } from './record.ts';
import type { TagState } from './state.ts';

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
  tag._seenMs += Math.min(now - (tag._lastSign ?? now), Number(tag.idle) * 1000);
  tag._lastSign = isSeen ? now : undefined;
}

/** Records how the view was seen since the last time, if it was. */
export function recordEngagement(tag: TagState): void {
  markSeen(tag, tag._lastSign !== undefined);
  // `p` is depth that is not rounded, which the collector does.
  const fields = { [wire.engagementMs]: Math.round(tag._seenMs), p: tag._depth || '' };
  if (tag._seenMs > leastMs && tag._view && tag.engagement !== 'off') record(tag, fields);
  tag._seenMs = 0;
}

/**
 * Measures how far the document is scrolled, in percent of its height; where it cannot be, how far the area
 * was that was scrolled in its place, unless it is a small one.
 */
export function measureDepth(tag: TagState, area?: EventTarget | null): void {
  if (tag._isMeasuring) return;
  tag._isMeasuring = true;
  // Layout is read in a frame's callback only, where it costs nothing more.
  requestAnimationFrame(
    guard(tag, () => {
      tag._isMeasuring = false;
      const root = document.scrollingElement;
      tag._depth = Math.max(
        tag._depth,
        (root && depthOf(root)) || (area instanceof Element && depthOf(area)) || 0,
      );
    }),
  );
}

/** 0: it cannot be scrolled, or is small. */
function depthOf({ scrollTop, scrollHeight, clientHeight }: Element): number {
  return scrollHeight > clientHeight && clientHeight > innerHeight / 2
    ? ((scrollTop + clientHeight) / scrollHeight) * 100
    : 0;
}
