import type { VNode } from 'preact';
import type { AnswerRow, MetricValue } from '../../answer/answer.ts';
import type { Dimension } from '../../query/dimensions.ts';
import type { Metric } from '../../query/metrics.ts';
import type { PageFilter } from '../state/filter-text.ts';
import { links, withFilter } from '../state/links.ts';
import type { SiteView } from '../view.ts';
import { areDifferences } from '../format/change.ts';
import { changeText } from './change-text.tsx';
import { Datum } from './datum.tsx';
import { MaybeLink } from './maybe-link.tsx';
import { NumberLink } from './number-link.tsx';

export interface BarsTableProps {
  readonly view: SiteView;
  readonly dimension: Dimension;
  /** Metrics of the rows; the first is what bars are drawn for. */
  readonly metrics: readonly Metric[];
  readonly rows: readonly AnswerRow[];
  /** Filters that chose the rows, besides those of the state. */
  readonly filters?: readonly PageFilter[];
  readonly caption: string;
  readonly currency?: string | null;
}

/** A ranked table: a name that filters, a bar, numbers that open their events. */
export function BarsTable(props: BarsTableProps): VNode {
  const { view, dimension, metrics, rows, caption } = props;
  const { texts } = view;
  const isCompared = rows.some(({ comparison }) => comparison !== undefined);
  const largest = largestOf(rows);
  const [first] = metrics;
  const isDifference =
    first !== undefined &&
    areDifferences(
      first,
      rows.map(({ comparison }) => comparison?.[0]),
    );
  return (
    <table class="bars">
      <caption class="hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{texts.dimensions[dimension]?.[0] ?? dimension}</th>
          {metrics.map((metric, index) => (
            <>
              <th scope="col" class={index > 1 ? 'wide' : undefined}>
                <a href={`#about-${metric}`}>{texts.metrics[metric]}</a>
              </th>
              {index === 0 && isCompared && <th scope="col">{texts.change.column}</th>}
            </>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row {...{ ...props, row, largest, isCompared, isDifference }} />
        ))}
      </tbody>
    </table>
  );
}

function largestOf(rows: readonly AnswerRow[]): number {
  return Math.max(
    1e-9,
    ...rows.flatMap(({ metrics: [now], comparison }) => [now ?? 0, comparison?.[0] ?? 0]),
  );
}

interface RowProps extends BarsTableProps {
  readonly row: AnswerRow;
  readonly largest: number;
  readonly isCompared: boolean;
  /** True: changes are differences. */
  readonly isDifference: boolean;
}

function Row({ view, dimension, metrics, row, isCompared, ...rest }: RowProps): VNode {
  const value = row.dimensions[0] ?? '';
  const filter: PageFilter = { operator: 'is', dimension, values: [value] };
  const filters = [...(rest.filters ?? []), filter];
  const { site, state } = view;
  const chosen = { ...state, filters: (rest.filters ?? []).reduce(withFilter, state.filters) };
  const [first] = metrics;
  return (
    <tr>
      <th scope="row">
        <Bar
          now={row.metrics[0] ?? 0}
          before={row.comparison?.[0] ?? null}
          largest={rest.largest}
        />
        <MaybeLink href={links.filtered(site, chosen, filter)}>
          <Datum text={value} view={view} of={dimension} />
        </MaybeLink>
      </th>
      {metrics.map((metric, index) => (
        <>
          <td class={index > 1 ? 'wide' : undefined}>
            <NumberLink
              view={view}
              metric={metric}
              value={shownValue(metric, row.metrics[index])}
              filters={filters}
              currency={rest.currency ?? null}
            />
          </td>
          {index === 0 && isCompared && first !== undefined && (
            <td class="small">
              {changeText(view, {
                metric: first,
                now: row.metrics[0] ?? null,
                before: row.comparison?.[0],
                isDifference: rest.isDifference,
              })}
            </td>
          )}
        </>
      ))}
    </tr>
  );
}

/** Value as it is shown: a revenue of 0 is none. */
function shownValue(metric: Metric, value: MetricValue | undefined): MetricValue {
  return metric === 'revenue' && value === 0 ? null : (value ?? null);
}

interface BarProps {
  readonly now: number;
  /** Null: nothing to compare with. */
  readonly before: number | null;
  readonly largest: number;
}

/** The bar of a row, and a thin line for the period before. */
function Bar({ now, before, largest }: BarProps): VNode {
  return (
    <svg class="bar" aria-hidden="true">
      <rect class="now" width={percentOf(now, largest)} height="100%" />
      {before !== null && before > 0 && (
        <line class="before" x2={percentOf(before, largest)} y1="100%" y2="100%" />
      )}
    </svg>
  );
}

export function percentOf(part: number, whole: number): string {
  return `${Math.round((Math.max(part, 0) / whole) * 1_000) / 10}%`;
}
