import type { VNode } from 'preact';
import type { Metric } from '../../query/metrics.ts';
import { kindOf } from '../format/metric-kinds.ts';
import { metricText } from '../format/metric-value.ts';
import { links } from '../state/links.ts';
import type { Interval } from '../state/page-state.ts';
import type { SiteView } from '../view.ts';
import { nameOf, ticksOf } from './labels.ts';
import { lettersOf, type ChartNote } from './notes.ts';
import { areaPath, linePath, placesOf } from './paths.ts';
import { linesUpTo } from './scale.ts';
import type { ChartPoint } from './series.ts';
import { pointState } from './point-state.ts';

export interface ChartProps {
  readonly view: SiteView;
  readonly metric: Metric;
  readonly interval: Interval;
  readonly points: readonly ChartPoint[];
  readonly notes: readonly ChartNote[];
}

/** Share of the drawing's height that values stand in: notes are above it, times below. */
const top = 10;
/** Most texts that stand side by side on a phone. */
const mostOnPhone = 6;
const height = 80;

/** A metric over time. Who can't see or use a mouse has it as a table. */
export function Chart({ view, metric, interval, points, notes }: ChartProps): VNode {
  const values = points.flatMap(({ value, before }) => [value ?? 0, before ?? 0]);
  const isWhole = kindOf(metric) === 'count';
  const lines = linesUpTo(Math.max(0, ...values), isWhole);
  const most = lines.at(-1) ?? 1;
  const y = (value: number): string => `${round(top + height - (value / most) * height)}%`;
  const x = (index: number): string => `${round(((index + 0.5) / points.length) * 100)}%`;
  const places = placesOf(
    points.map(({ value }) => value),
    most,
  );
  const before = placesOf(
    points.map((point) => point.before ?? null),
    most,
  );
  const openFrom = points.findIndex(({ isUnfinished }) => isUnfinished);
  const finished = places.map((place, index) =>
    openFrom >= 0 && index >= openFrom ? null : place,
  );
  const unfinished = places.map((place, index) =>
    openFrom >= 0 && index >= openFrom - 1 ? place : null,
  );
  const last = points.at(-1);
  const ticks = ticksOf(points, interval, view.days);
  const isCrowded = ticks.length > mostOnPhone;
  return (
    <svg class="chart" aria-hidden="true">
      <line class="axis" x2="100%" y1={`${top + height}%`} y2={`${top + height}%`} />
      {lines.map((value) => (
        <>
          <line class="grid" x2="100%" y1={y(value)} y2={y(value)} />
          <text y={y(value)} dy="-4">
            {metricText(metric, value, view.numbers)}
          </text>
        </>
      ))}
      {lettersOf(notes, points).map(({ letter, index }) => (
        <>
          <line class="marked" x1={x(index)} x2={x(index)} y1="8%" y2={`${top + height}%`} />
          <circle class="mark" cx={x(index)} cy="9" r="9" />
          <text class="letter" x={x(index)} y="9" dy="4" text-anchor="middle">
            {letter}
          </text>
        </>
      ))}
      <svg
        viewBox="0 0 1000 100"
        preserveAspectRatio="none"
        y={`${top}%`}
        width="100%"
        height={`${height}%`}
      >
        <path class="area" d={areaPath(finished)} />
        <path class="past" d={linePath(before)} />
        <path class="line" d={linePath(finished)} />
        <path class="line open" d={linePath(unfinished)} />
      </svg>
      {last?.isUnfinished === true && last.value !== null && (
        <circle class="hollow" cx={x(points.length - 1)} cy={y(last.value)} r="3.5" />
      )}
      {ticks.map(([index, text], at) => (
        <text
          class={isCrowded && at % 2 === 1 ? 'wide' : undefined}
          x={x(index)}
          y="99%"
          text-anchor={anchorOf(index, points.length)}
        >
          {text}
        </text>
      ))}
      {points.map((point, index) => (
        <Column
          view={view}
          metric={metric}
          interval={interval}
          {...{ point, index }}
          of={points.length}
        />
      ))}
    </svg>
  );
}

/** Texts at the ends stay within the chart. */
function anchorOf(index: number, count: number): 'start' | 'middle' | 'end' {
  const place = (index + 0.5) / count;
  if (place < 0.03) return 'start';
  return place > 0.95 ? 'end' : 'middle';
}

interface ColumnProps extends Pick<ChartProps, 'view' | 'metric' | 'interval'> {
  readonly point: ChartPoint;
  readonly index: number;
  readonly of: number;
}

/** The whole height over a bucket: it tells its numbers, and opens what happened then. */
function Column({ view, metric, interval, point, index, of }: ColumnProps): VNode {
  const { texts, numbers, site, state } = view;
  const now = `${nameOf(point, interval, view.days)}: ${metricText(metric, point.value, numbers)}`;
  const before =
    point.before === undefined
      ? ''
      : ` (${texts.change.from(metricText(metric, point.before, numbers))})`;
  return (
    <a class="column" tabIndex={-1} href={links.site(site, pointState(state, point, interval))}>
      <rect
        x={`${round((index / of) * 100)}%`}
        y={`${top}%`}
        width={`${round(100 / of)}%`}
        height={`${height}%`}
      />
      <title>{now + before}</title>
    </a>
  );
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
