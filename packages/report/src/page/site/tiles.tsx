import type { VNode } from 'preact';
import type { Answer } from '../../answer/answer.ts';
import type { Metric } from '../../query/metrics.ts';
import { metricText } from '../format/metric-value.ts';
import { changeText } from '../parts/change-text.tsx';
import { Definition } from '../parts/definition.tsx';
import { NumberLink } from '../parts/number-link.tsx';
import type { SiteView } from '../view.ts';

/** Metrics of the tiles, which are those of the chart too. */
export const tileMetrics = [
  'visitors',
  'visits',
  'pageviews',
  'bounce_rate',
  'visit_duration',
  'engaged_ms',
] as const satisfies readonly Metric[];

/** The totals of the period, each with what it means and what it was before. */
export function Tiles({ view, answer }: { view: SiteView; answer: Answer }): VNode {
  const [row] = answer.results;
  return (
    <ul class="tiles">
      {tileMetrics.map((metric, index) => {
        const value = row?.metrics[index] ?? zeroOf(metric);
        const before = row?.comparison?.[index];
        const change = changeText(view, { metric, now: value, before });
        return (
          <li>
            <Definition
              view={view}
              metric={metric}
              leftOut={answer.meta.excluded.machine ?? null}
            />
            <NumberLink className="figure" view={view} metric={metric} value={value} />
            <span class="small">
              {change !== '' && <b>{change}</b>}{' '}
              {before === undefined || before === null
                ? ''
                : view.texts.change.from(metricText(metric, before, view.numbers))}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

/** Zero of a metric; null for a rate, which nobody has where there is nothing. */
function zeroOf(metric: Metric): number | null {
  return ['visitors', 'visits', 'pageviews'].includes(metric) ? 0 : null;
}
