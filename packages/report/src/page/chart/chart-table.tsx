import type { VNode } from 'preact';
import { areDifferences } from '../format/change.ts';
import { changeText } from '../parts/change-text.tsx';
import { NumberLink, NumberText } from '../parts/number-link.tsx';
import { links } from '../state/links.ts';
import type { ChartProps } from './chart.tsx';
import { nameOf } from './labels.ts';
import { pointState } from './point-state.ts';

/** The chart's numbers as a table, for screen readers and for exact values. */
export function ChartTable({ view, metric, interval, points }: ChartProps): VNode {
  const { texts, site, state } = view;
  const mayNote = view.reader.kind !== 'shared' && interval === 'day';
  const isDifference = areDifferences(
    metric,
    points.map(({ before }) => before),
  );
  const isCompared = points.some(({ before }) => before !== undefined);
  return (
    <details class="as-table">
      <summary>{texts.chart.table}</summary>
      <div class="scroll" tabIndex={0} role="group" aria-label={texts.chart.table}>
        <table class="plain">
          <thead>
            <tr>
              <th scope="col">{texts.chart.columns.time}</th>
              <th scope="col">{texts.metrics[metric]}</th>
              {isCompared && <th scope="col">{texts.chart.columns.before}</th>}
              {isCompared && <th scope="col">{texts.change.column}</th>}
            </tr>
          </thead>
          <tbody>
            {points.map((point) => (
              <tr>
                <th scope="row">
                  <a href={links.site(site, pointState(state, point, interval))}>
                    {nameOf(point, interval, view.days)}
                  </a>
                  {mayNote && (
                    <>
                      {' '}
                      <a
                        class="link small"
                        href={links.site(site, state, `settings/annotations/new/${point.label}`)}
                      >
                        {texts.keep.note}
                      </a>
                    </>
                  )}
                </th>
                <td>
                  <NumberLink
                    view={view}
                    metric={metric}
                    value={point.value}
                    state={pointState(state, point, interval)}
                  />
                </td>
                {isCompared && (
                  <td>
                    <NumberText view={view} metric={metric} value={point.before ?? null} />
                  </td>
                )}
                {isCompared && (
                  <td class="small">
                    {changeText(view, {
                      metric,
                      now: point.value,
                      before: point.before,
                      isDifference,
                    })}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
