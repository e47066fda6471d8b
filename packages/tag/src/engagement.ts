import { wire } from '@hitmark/codec/hit';
import { guard } from './guard.ts';
import { options } from './options.ts';
import { record } from './record.ts';

/** Shorter looks are no engagement. */
const shortestMs = 100;

/** Since when the view is seen, Unix ms; NaN: it is not. */
let since: number;
/** How far the view was scrolled, in percent. */
let depth: number;

/**
 * How long the view was seen and how far it was scrolled. Each hit tells of the time since the one before:
 * a view's time is their sum, its depth their greatest.
 */
export function reportEngagement(): void {
  const ms = Date.now() - since;
  if (ms > shortestMs && options.engagement !== 'off') {
    record({ [wire.engagementMs]: ms, [wire.scroll]: depth });
  }
  since = document.hidden ? NaN : Date.now();
}

export function resetDepth(): void {
  depth = 0;
  watchDepth();
}

/** Layout is read in a frame's callback only, where it costs nothing more. */
export function watchDepth(): void {
  requestAnimationFrame(readDepth);
}

const readDepth = guard(() => {
  const bottom = (scrollY + innerHeight) / document.documentElement.scrollHeight;
  depth = Math.max(depth, Math.min(Math.round(bottom * 100), 100));
});
