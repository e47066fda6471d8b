import { areaPath, linePath, placesOf } from './paths.ts';
import { linesUpTo } from './scale.ts';
import type { ChartPoint } from './series.ts';

/** Band of the drawing that values stand in, in percent of its height: notes are above it, times below. */
export const band = { top: 10, height: 80, bottom: 90 } as const;

/** Shapes of a chart. `x` is in percent of the drawing's width, `y` of its height. */
export interface ChartGeometry {
  /** Lines across the chart, each at a round value. */
  readonly lines: readonly { readonly value: number; readonly y: number }[];
  /** Paths in a box of 1000 × 100, which fills the band. */
  readonly paths: {
    /** Line of the buckets that are over, and the area under it. */
    readonly finished: string;
    readonly area: string;
    /** Its continuation to the bucket that is not over; empty: all are. */
    readonly unfinished: string;
    /** Line of the numbers that are compared with. */
    readonly before: string;
  };
  /** Last value, where its bucket is not over. */
  readonly openEnd: { readonly x: number; readonly y: number } | null;
}

/** Room of one bucket, in percent of the drawing's width. */
export interface Column {
  readonly left: number;
  readonly middle: number;
  readonly width: number;
}

/**
 * Finds the shapes of a chart.
 *
 * @param isWhole true: the values are whole numbers, and so are those of the lines
 */
export function chartGeometry(points: readonly ChartPoint[], isWhole: boolean): ChartGeometry {
  const values = points.map(({ value }) => value);
  const earlier = points.map(({ before }) => before ?? null);
  const lines = linesUpTo(
    Math.max(0, ...[...values, ...earlier].map((value) => value ?? 0)),
    isWhole,
  );
  const top = lines.at(-1) ?? 1;
  const y = (value: number): number => round(band.bottom - (value / top) * band.height);
  const places = placesOf(values, top);
  const last = points.at(-1);
  // A bucket that is not over is always the last.
  const isOpen = last?.isUnfinished === true;
  const finished = isOpen ? places.slice(0, -1) : places;
  return {
    lines: lines.map((value) => ({ value, y: y(value) })),
    paths: {
      finished: linePath(finished),
      area: areaPath(finished),
      unfinished: linePath(isOpen ? places.slice(-2) : []),
      before: linePath(placesOf(earlier, top)),
    },
    openEnd:
      isOpen && last.value !== null
        ? { x: columnOf(points.length - 1, points.length).middle, y: y(last.value) }
        : null,
  };
}

/** Room of a bucket among so many of the same width. */
export function columnOf(index: number, count: number): Column {
  const at = (place: number): number => round((place / count) * 100);
  return { left: at(index), middle: at(index + 0.5), width: at(1) };
}

/** Places nearer to the ends than these, in percent of the width, have no room for half a text. */
const [firstRoomy, lastRoomy] = [3, 95];

/** Anchor of a text at a place, by which it stays within the drawing. */
export function anchorOf(x: number): 'start' | 'middle' | 'end' {
  if (x < firstRoomy) return 'start';
  return x > lastRoomy ? 'end' : 'middle';
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
