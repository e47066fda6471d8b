import type { VNode } from 'preact';
import { directSource } from '../../ingest/touch.ts';
import { none } from '../../query/dimensions.ts';
import type { Answer } from '../../answer/answer.ts';
import type { ChartPoint } from '../chart/series.ts';
import { pointState } from '../chart/point-state.ts';
import { metricText } from '../format/metric-value.ts';
import { Datum } from '../parts/datum.tsx';
import { fillText } from '../parts/fill-text.ts';
import { NumberLink } from '../parts/number-link.tsx';
import { MaybeLink } from '../parts/maybe-link.tsx';
import type { PageFilter } from '../state/filter-text.ts';
import { eventsHref } from '../parts/events-href.ts';
import { links } from '../state/links.ts';
import type { SiteView } from '../view.ts';
import { whenOf } from './period-name.ts';
import type { Revenue } from './revenue.ts';

export interface SentenceProps {
  readonly view: SiteView;
  /** Visitors of the period. */
  readonly totals: Answer;
  /** Visitors by day; none: the period has one day. */
  readonly days: readonly ChartPoint[];
  /** Sources, the greatest first. */
  readonly sources: Answer;
  readonly revenues: readonly Revenue[];
}

/** Fewer days with visitors have no best one that is worth a word. */
const fewestDays = 5;

/** Summary of a span of time in a sentence; each number opens its events. */
export function Sentence({ view, totals, days, sources, revenues }: SentenceProps): VNode {
  const { texts, site } = view;
  const [row] = totals.results;
  const visitors = row?.metrics[0] ?? 0;
  const isFiltered = view.state.filters.some(({ dimension }) => dimension === 'source');
  const earned = revenues.filter(({ amount }) => amount > 0);
  const source = sources.results
    .map(({ dimensions: [one] }) => one)
    .find((one) => one !== directSource);
  return (
    <p class="sentence">
      {fillText(texts.sentence.visited, {
        people: <People view={view} visitors={visitors} />,
        when: whenOf(view),
        change: changeSentence(view, visitors, row?.comparison?.[0] ?? null),
      })}
      <BestDay view={view} days={days} />
      {source !== undefined && !isFiltered && (
        <>
          {' '}
          {fillText(texts.sentence.most, {
            source: (
              <MaybeLink href={links.filtered(site, view.state, isSource(source))}>
                <Datum text={source} view={view} />
              </MaybeLink>
            ),
          })}
        </>
      )}
      {earned.length > 0 && (
        <>
          {' '}
          {fillText(texts.sentence.revenue, { amounts: <Amounts view={view} revenues={earned} /> })}
        </>
      )}
    </p>
  );
}

function People({ view, visitors }: { view: SiteView; visitors: number }): VNode {
  const { texts, numbers } = view;
  if (visitors === 0) return <b>{texts.sentence.nobody}</b>;
  const text =
    visitors === 1 ? texts.sentence.person : texts.sentence.people(numbers.count(visitors));
  return <MaybeLink href={eventsHref(view, { metric: 'visitors' })}>{text}</MaybeLink>;
}

function Amounts({ view, revenues }: Pick<SentenceProps, 'view' | 'revenues'>): VNode {
  return (
    <>
      {revenues.map(({ amount, currency }, index) => (
        <>
          {index > 0 && view.texts.sentence.and}
          <NumberLink
            view={view}
            metric="revenue"
            value={amount}
            currency={currency}
            filters={[isCurrency(currency)]}
          />
        </>
      ))}
    </>
  );
}

function isSource(source: string): PageFilter {
  return { operator: 'is', dimension: 'source', values: [source] };
}

function isCurrency(currency: string | null): PageFilter {
  return { operator: 'is', dimension: 'data.currency', values: [currency ?? none] };
}

function changeSentence(
  { texts, numbers, state }: SiteView,
  now: number,
  before: number | null,
): string {
  if (before === null || before < 30) return '';
  const { more, less, same } = texts.sentence;
  const compare = state.compare ?? 'previous_period';
  const quotient = (now - before) / before;
  if (Math.abs(quotient) < 0.005) return same[compare];
  const change = numbers.change(Math.abs(quotient)).slice(1);
  return quotient > 0 ? more[compare](change) : less[compare](change);
}

function BestDay({ view, days }: Pick<SentenceProps, 'view' | 'days'>): VNode | null {
  const { texts, site, state } = view;
  const best = days.reduce<ChartPoint | null>(
    (found, day) => ((day.value ?? 0) > (found?.value ?? 0) ? day : found),
    null,
  );
  const visited = days.filter(({ value }) => (value ?? 0) > 0);
  if (best === null || visited.length < fewestDays) return null;
  return (
    <>
      {' '}
      {fillText(texts.sentence.best, {
        day: (
          <a href={links.site(site, pointState(state, best, 'day'))}>
            {view.days.weekday(best.label)}
          </a>
        ),
        people: metricText('visitors', best.value, view.numbers),
      })}
    </>
  );
}
