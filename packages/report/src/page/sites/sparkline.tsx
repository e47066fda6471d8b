import type { VNode } from 'preact';
import { areaPath, linePath, placesOf } from '../chart/paths.ts';
import type { ChartPoint } from '../chart/series.ts';

/** Height of the box by that of the greatest value: its line is not cut at the edge. */
const headroom = 1.05;

/** A small line of a number over time, for its shape only. */
export function Sparkline({ points }: { points: readonly ChartPoint[] }): VNode {
  const finished = points.filter(({ isUnfinished }) => !isUnfinished).map(({ value }) => value);
  const most = Math.max(1, ...finished.map((value) => value ?? 0));
  const places = placesOf(finished, most * headroom);
  return (
    <svg class="spark" viewBox="0 0 1000 100" preserveAspectRatio="none" aria-hidden="true">
      <path class="area" d={areaPath(places)} />
      <path class="line" d={linePath(places)} />
    </svg>
  );
}
