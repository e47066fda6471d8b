import type { VNode } from 'preact';
import type { Metric } from '../../query/metrics.ts';
import { kindOf } from '../format/metric-kinds.ts';
import { metricText } from '../format/metric-value.ts';
import { links } from '../state/links.ts';
import type { Interval } from '../state/page-state.ts';
import type { SiteView } from '../view.ts';
import { anchorOf, band, chartGeometry, columnOf, type Column } from './chart-geometry.ts';
import { nameOf, ticksOf } from './labels.ts';
import { lettersOf, type ChartNote } from './notes.ts';
import type { ChartPoint } from './series.ts';
import { pointState } from './point-state.ts';

export interface ChartProps {
  readonly view: SiteView;
  readonly metric: Metric;
  readonly interval: Interval;
  readonly points: readonly ChartPoint[];
  readonly notes: readonly ChartNote[];
}

/** Most texts that stand side by side on a phone. */
const mostOnPhone = 6;
/** Radius of the circle around a note's letter, at the upper edge, in px. */
const markRadius = 9;

/** A metric over time. Who can't see or use a mouse has it as a table. */
export function Chart({ view, metric, interval, points, notes }: ChartProps): VNode {
  const { lines, paths, openEnd } = chartGeometry(points, kindOf(metric) === 'count');
  const ticks = ticksOf(points, interval, view.days);
  const isCrowded = ticks.length > mostOnPhone;
  const middleOf = (index: number): number => columnOf(index, points.length).middle;
  return (
    <svg class="chart" aria-hidden="true">
      <line class="axis" x2="100%" y1={`${band.bottom}%`} y2={`${band.bottom}%`} />
      {lines.map(({ value, y }) => (
        <>
          <line class="grid" x2="100%" y1={`${y}%`} y2={`${y}%`} />
          <text y={`${y}%`} dy="-4">
            {metricText(metric, value, view.numbers)}
          </text>
        </>
      ))}
      {lettersOf(notes, points).map(({ letter, index }) => (
        <Mark x={`${middleOf(index)}%`} letter={letter} />
      ))}
      <svg
        viewBox="0 0 1000 100"
        preserveAspectRatio="none"
        y={`${band.top}%`}
        width="100%"
        height={`${band.height}%`}
      >
        <path class="area" d={paths.area} />
        <path class="past" d={paths.before} />
        <path class="line" d={paths.finished} />
        <path class="line open" d={paths.unfinished} />
      </svg>
      {openEnd !== null && (
        <circle class="hollow" cx={`${openEnd.x}%`} cy={`${openEnd.y}%`} r="3.5" />
      )}
      {ticks.map(([index, text], at) => (
        <text
          class={isCrowded && at % 2 === 1 ? 'wide' : undefined}
          x={`${middleOf(index)}%`}
          y="99%"
          text-anchor={anchorOf(middleOf(index))}
        >
          {text}
        </text>
      ))}
      {points.map((point, index) => (
        <BucketLink
          {...{ view, metric, interval, point }}
          column={columnOf(index, points.length)}
        />
      ))}
    </svg>
  );
}

/** A note's letter above the values, and a line down to its time. */
function Mark({ x, letter }: { readonly x: string; readonly letter: string }): VNode {
  return (
    <>
      <line class="marked" x1={x} x2={x} y1="8%" y2={`${band.bottom}%`} />
      <circle class="mark" cx={x} cy={markRadius} r={markRadius} />
      <text class="letter" x={x} y={markRadius} dy="4" text-anchor="middle">
        {letter}
      </text>
    </>
  );
}

interface BucketLinkProps extends Pick<ChartProps, 'view' | 'metric' | 'interval'> {
  readonly point: ChartPoint;
  readonly column: Column;
}

/** The whole height over a bucket: it tells its numbers, and opens what happened then. */
function BucketLink({ view, metric, interval, point, column }: BucketLinkProps): VNode {
  const { texts, numbers, site, state } = view;
  const now = `${nameOf(point, interval, view.days)}: ${metricText(metric, point.value, numbers)}`;
  const before =
    point.before === undefined
      ? ''
      : ` (${texts.change.from(metricText(metric, point.before, numbers))})`;
  return (
    <a class="column" tabIndex={-1} href={links.site(site, pointState(state, point, interval))}>
      <rect
        x={`${column.left}%`}
        y={`${band.top}%`}
        width={`${column.width}%`}
        height={`${band.height}%`}
      />
      <title>{now + before}</title>
    </a>
  );
}
