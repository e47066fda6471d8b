import { wire } from '@hitmark/codec/hit';
import { guard } from './guard.ts';
import { listen } from './listen.ts';
import { options } from './options.ts';
import { record } from './record.ts';
import { setBeforeLeaving } from './view.ts';

/** Shorter looks are no engagement. */
const shortestMs = 100;

let since: number;
let depth = 0;

/**
 * How long a view was seen and how far it was scrolled, sent whenever it is left or hidden. Each hit
 * tells of the time since the one before: a view's time is their sum, its depth their greatest.
 */
export function measureEngagement(): void {
  if (options.engagement === 'off') return;
  setBeforeLeaving(() => {
    const ms = Math.round(performance.now() - since);
    if (ms > shortestMs) record({ [wire.engagementMs]: ms, [wire.scroll]: depth });
    depth = 0;
    restart();
  });
  // After the tag's own listener, which sends what was seen so far.
  listen('visibilitychange', restart);
  listen('scroll', look);
  restart();
}

function restart(): void {
  since = document.hidden ? NaN : performance.now();
  look();
}

/** Layout is read in a frame's callback only, where it costs nothing more. */
function look(): void {
  requestAnimationFrame(
    guard(() => {
      const { scrollTop, scrollHeight } = document.scrollingElement as Element;
      const percent = Math.round(((scrollTop + innerHeight) / scrollHeight) * 100);
      depth = Math.max(depth, Math.min(percent, 100));
    }),
  );
}
