import { wire } from '@hitmark/codec/hit';
import { options } from './options.ts';
import { record } from './record.ts';

/** Since when the view is seen, Unix ms; Infinity: it is not. */
let since: number;
/** How far the view was scrolled, in percent; the collector rounds it. */
let depth: number;

/**
 * How long the view was seen and how far it was scrolled. Each hit tells of the time since the one before:
 * a view's time is their sum, its depth their greatest. Shorter looks are no engagement.
 */
export function reportEngagement(): void {
  const ms = Date.now() - since;
  if (ms > 99 && options.engagement !== 'off') {
    // `p` is depth that is not rounded, which the collector does.
    record('', 0, { [wire.engagementMs]: ms, p: depth });
  }
  since = Date.now() / (!document.hidden as never);
}

export function resetDepth(): void {
  depth = 0;
}

/** Layout is read in a frame's callback only, where it costs nothing more. */
export function watchDepth(): void {
  requestAnimationFrame(() => {
    depth = Math.max(
      depth,
      ((scrollY + innerHeight) / document.documentElement.scrollHeight) * 100,
    );
  });
}
