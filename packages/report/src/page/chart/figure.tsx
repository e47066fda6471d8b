import type { VNode } from 'preact';
import { metrics, type Metric } from '../../query/metrics.ts';
import { Choices } from '../parts/choice.tsx';
import { MaybeLink } from '../parts/maybe-link.tsx';
import { AddNote } from '../site/keep-forms.tsx';
import { links } from '../state/links.ts';
import { tileMetrics } from '../site/tiles.tsx';
import { ChartTable } from './chart-table.tsx';
import { Chart, type ChartProps } from './chart.tsx';
import { lettersOf } from './notes.ts';
import { intervalsOf } from './series.ts';

export interface FigureProps extends ChartProps {
  /** Length of the period. */
  readonly dayCount: number;
}

/** The chart with its choices, its notes and its table. */
export function ChartFigure(props: FigureProps): VNode {
  const { view, metric, interval, points, notes, dayCount } = props;
  const { texts, state, site } = view;
  const title = texts.chart.title(texts.metrics[metric] ?? '', texts.chart.intervals[interval]);
  const lettered = lettersOf(notes, points);
  const isCompared = points.some(({ before }) => before !== undefined);
  const chosen = (change: Partial<typeof state>): string =>
    links.site(site, { ...state, ...change });
  return (
    <figure class="figure-chart" aria-labelledby="chart-title">
      <div class="head">
        <h2 id="chart-title">{title}</h2>
        <Choices
          label={texts.chart.metric}
          choices={tileMetrics.map((one) => ({
            text: texts.metrics[one] ?? one,
            href: chosen({ metric: one === tileMetrics[0] ? null : one }),
            isCurrent: one === metric,
          }))}
        />
        <Choices
          label={texts.chart.interval}
          end
          choices={intervalsOf(dayCount).map((one) => ({
            text: texts.chart.intervals[one],
            href: chosen({ interval: one }),
            isCurrent: one === interval,
          }))}
        />
      </div>
      <Chart {...props} />
      <figcaption class="small">
        <p class="tip" data-tip="" aria-hidden="true" />
        <ul class="notes">
          {lettered.map(({ letter, note, index }) => (
            <li>
              <span class="letter">{letter}</span>
              {view.days.short(points[index]?.label ?? '')}{' '}
              <MaybeLink linkClass="link" href={note.href}>
                <bdi>{note.text}</bdi>
              </MaybeLink>
            </li>
          ))}
          {isCompared && <li>{texts.chart.before[state.compare ?? 'previous_period']}</li>}
          {points.at(-1)?.isUnfinished === true && <li>{texts.chart.unfinished}</li>}
        </ul>
        <AddNote view={view} day={points.at(-1)?.label.slice(0, 10) ?? ''} />
        <ChartTable {...props} />
      </figcaption>
    </figure>
  );
}

/** The metric of the chart: one of the tiles'. */
export function chartMetric(chosen: Metric | null): Metric {
  return (
    metrics.find((one) => one === chosen && tileMetrics.some((tile) => tile === one)) ??
    tileMetrics[0]
  );
}
