import type { VNode } from 'preact';
import type { Metric } from '../../query/metrics.ts';
import { columnOf } from '../chart/chart-geometry.ts';
import { metricText, noValue } from '../format/metric-value.ts';
import { Definition } from '../parts/definition.tsx';
import { eventsHref } from '../parts/events-href.ts';
import { MaybeLink } from '../parts/maybe-link.tsx';
import type { SiteView } from '../view.ts';
import { allTime, isLedBy, messageState } from './chosen-message.ts';
import { otherFilters, type Email } from './emails.ts';
import type { Followed } from './followed.ts';
import { medianOf, shareOf } from './usual.ts';

/** Metrics that are shares of the emails sent, although their names do not say so. */
const perSent: readonly Metric[] = ['unsubscribes', 'visits', 'revenue'];
/** Messages before that a message is drawn beside. */
const drawn = 7;

export interface FiguresProps {
  readonly view: SiteView;
  readonly email: Email;
  /** Other messages of the sender, the newest first. */
  readonly others: readonly Email[];
  readonly followed: (name: string) => Followed;
}

interface Figure {
  readonly metric: Metric;
  readonly value: (email: Email) => number | null;
  readonly write: (value: number) => string;
  /** A difference in words. */
  readonly difference: (now: number, usual: number) => string;
  readonly href: string | null;
  readonly leftOut: number | null;
}

/** Shares of an email, each beside those of the sender's own other emails. */
export function Figures({ view, email, others, followed }: FiguresProps): VNode {
  return (
    <ul class="tiles">
      {figuresOf(view, email, followed).map((figure) => (
        <Tile view={view} figure={figure} email={email} others={others} />
      ))}
    </ul>
  );
}

function figuresOf(
  view: SiteView,
  email: Email,
  followed: FiguresProps['followed'],
): readonly Figure[] {
  const { numbers, state, texts } = view;
  const filters = otherFilters(view);
  const own = messageState(state, filters, email.name);
  const opening = (metric: Metric): string | null => eventsHref(view, { metric, change: own });
  const points = (now: number, usual: number): string =>
    texts.change.points(numbers.points(now - usual));
  const quotient = (now: number, usual: number): string =>
    usual === 0 ? texts.change.new : numbers.change((now - usual) / usual);
  const share = (
    metric: Metric,
    part: (one: Email) => number,
    behind: Metric,
    leftOut: number | null,
  ): Figure => ({
    metric,
    value: (one) => shareOf(part(one), one.sent),
    write: (value) => numbers.percent(value),
    difference: points,
    href: opening(behind),
    leftOut: state.actors.includes('machine') ? null : leftOut,
  });
  const [revenue] = followed(email.name).revenues;
  const currency = revenue?.currency ?? null;
  return [
    share('open_rate', ({ opens }) => opens, 'unique_opens', email.byActor.machine.opens),
    share('click_rate', ({ clicks }) => clicks, 'unique_clicks', email.byActor.machine.clicks),
    share('unsubscribes', ({ unsubscribes }) => unsubscribes, 'unsubscribes', null),
    {
      metric: 'visits',
      value: (one) => shareOf(followed(one.name).visits, one.sent),
      write: (value) => numbers.percent(value),
      difference: points,
      href: eventsHref(view, {
        metric: 'visits',
        filters: [isLedBy(email.name)],
        change: { ...allTime(state), filters },
      }),
      leftOut: null,
    },
    {
      metric: 'time_to_open_median',
      value: ({ openSeconds }) => openSeconds,
      write: (value) => metricText('time_to_open_median', value, numbers),
      difference: quotient,
      href: opening('time_to_open_median'),
      leftOut: null,
    },
    {
      metric: 'revenue',
      value: (one) => shareOf(amountOf(followed(one.name), currency), one.sent),
      write: (value) => numbers.money(value, currency),
      difference: quotient,
      href: eventsHref(view, {
        metric: 'revenue',
        filters: [isLedBy(email.name)],
        change: { ...allTime(state), filters },
      }),
      leftOut: null,
    },
  ];
}

function amountOf({ revenues }: Followed, currency: string | null): number {
  return revenues.find((revenue) => revenue.currency === currency)?.amount ?? 0;
}

interface TileProps {
  readonly view: SiteView;
  readonly figure: Figure;
  readonly email: Email;
  readonly others: readonly Email[];
}

function Tile({ view, figure, email, others }: TileProps): VNode {
  const { texts, numbers } = view;
  const value = figure.value(email);
  const values = others.map(figure.value).filter((one) => one !== null);
  const usual = medianOf(values);
  const before = values.slice(0, drawn).toReversed();
  return (
    <li>
      <span class="per">
        <Definition view={view} metric={figure.metric} leftOut={figure.leftOut} />{' '}
        {perSent.includes(figure.metric) && <span class="small">{texts.messages.perSent}</span>}
      </span>
      <MaybeLink className="figure" href={value === null ? null : figure.href}>
        {value === null ? noValue : figure.write(value)}
      </MaybeLink>
      <span class="small">
        {value !== null && usual !== null && (
          <>
            <b>{figure.difference(value, usual)}</b>{' '}
            {texts.messages.usually(figure.write(usual), numbers.count(values.length))}
          </>
        )}
      </span>
      {value !== null && before.length > 0 && <Columns before={before} now={value} />}
    </li>
  );
}

/** Share of its room that a column takes. */
const columnShare = 0.72;
/** Least height of a column, in percent of the drawing's: 0 is seen too. */
const leastHeight = 2;

/** Messages before and this one, as small columns. */
function Columns({ before, now }: { before: readonly number[]; now: number }): VNode {
  const all = [...before, now];
  const most = Math.max(...all);
  return (
    <svg class="columns" aria-hidden="true">
      {all.map((value, index) => {
        const { left, width } = columnOf(index, drawn + 1);
        const height = most > 0 ? Math.max(leastHeight, (value / most) * 100) : leastHeight;
        return (
          <rect
            class={index === all.length - 1 ? 'mail' : 'others'}
            x={`${left}%`}
            y={`${100 - height}%`}
            width={`${width * columnShare}%`}
            height={`${height}%`}
          />
        );
      })}
    </svg>
  );
}
