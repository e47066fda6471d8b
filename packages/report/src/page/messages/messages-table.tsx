import type { VNode } from 'preact';
import type { Metric } from '../../query/metrics.ts';
import { noValue } from '../format/metric-value.ts';
import { ActorBar } from '../parts/actor-bar.tsx';
import { Datum } from '../parts/datum.tsx';
import { MaybeLink } from '../parts/maybe-link.tsx';
import { NumberLink } from '../parts/number-link.tsx';
import type { Revenue } from '../site/revenue.ts';
import { links } from '../state/links.ts';
import type { SiteView } from '../view.ts';
import { allTime, isLedBy, messageState } from './chosen-message.ts';
import { otherFilters, type Email, type Reading } from './emails.ts';
import type { Followed } from './followed.ts';
import { shareOf, usualShare } from './usual.ts';

export interface MessagesTableProps {
  readonly view: SiteView;
  readonly emails: readonly Email[];
  /** Those that say what is usual. */
  readonly compared: readonly Email[];
  readonly followed: (name: string) => Followed;
}

/** Messages, the newest first. */
export function MessagesTable({ view, emails, compared, followed }: MessagesTableProps): VNode {
  const { texts } = view;
  const head = (metric: Metric, className?: string): VNode => (
    <th scope="col" class={className}>
      <a href={`#about-${metric}`}>{texts.metrics[metric]}</a>
    </th>
  );
  return (
    <div class="scroll" tabIndex={0} role="group" aria-label={texts.messages.title}>
      <table class="plain messages">
        <caption class="hidden">{texts.messages.title}</caption>
        <thead>
          <tr>
            <th scope="col">{texts.dimensions['message']?.[0]}</th>
            {head('sent')}
            {head('open_rate')}
            <th scope="col" class="wide">
              {texts.messages.usual}
            </th>
            {head('unique_opens', 'wide')}
            <th scope="col" class="wide spare">
              {texts.messages.who}
            </th>
            {head('click_rate')}
            <th scope="col" class="wide">
              {texts.messages.usual}
            </th>
            {head('unique_clicks', 'wide')}
            <th scope="col" class="wide spare">
              {texts.messages.who}
            </th>
            {head('unsubscribes', 'wide')}
            {head('visits', 'wide')}
            {head('revenue', 'wide')}
          </tr>
        </thead>
        <tbody>
          {emails.map((email) => (
            <Row
              view={view}
              email={email}
              others={compared.filter(({ name }) => name !== email.name)}
              followed={followed(email.name)}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  readonly view: SiteView;
  readonly email: Email;
  readonly others: readonly Email[];
  readonly followed: Followed;
}

function Row({ view, email, others, followed }: RowProps): VNode {
  const { site, state, days, texts } = view;
  const { name, subject, sentDay, sent } = email;
  const filters = otherFilters(view);
  const own = messageState(state, filters, name);
  const number = (metric: Metric, value: number, className?: string): VNode => (
    <td class={className}>
      <NumberLink view={view} metric={metric} value={value} state={own} />
    </td>
  );
  const day = sentDay === null ? texts.messages.unknownDay : days.weekday(sentDay);
  const onSite = { ...allTime(state), filters };
  return (
    <tr>
      <th scope="row">
        <MaybeLink href={links.message(site, own)}>
          <Datum text={subject ?? name} view={view} />
        </MaybeLink>
        <span class="small">
          {subject !== null && (
            <>
              <Datum text={name} view={view} /> ·{' '}
            </>
          )}
          {state.period === 'all' && sentDay !== null ? days.month(sentDay) : day}
        </span>
      </th>
      <td>
        <NumberLink
          view={view}
          metric="sent"
          value={sent}
          state={{ ...own, actors: ['human', 'machine', 'unknown'] }}
        />
      </td>
      <Rate view={view} metric="unique_opens" email={email} others={others} part="opens" />
      {number('unique_opens', email.opens, 'wide')}
      <ActorCell view={view} email={email} part="opens" />
      <Rate view={view} metric="unique_clicks" email={email} others={others} part="clicks" />
      {number('unique_clicks', email.clicks, 'wide')}
      <ActorCell view={view} email={email} part="clicks" />
      {number('unsubscribes', email.unsubscribes, 'wide')}
      <td class="wide">
        <NumberLink
          view={view}
          metric="visits"
          value={followed.visits}
          state={onSite}
          filters={[isLedBy(name)]}
        />
      </td>
      <td class="wide">
        <Revenues view={view} name={name} revenues={followed.revenues} />
      </td>
    </tr>
  );
}

interface RateProps {
  readonly view: SiteView;
  readonly metric: Metric;
  readonly email: Email;
  readonly others: readonly Email[];
  readonly part: keyof Reading;
}

/** A share of the emails sent, and its difference from the usual one. */
function Rate({ view, metric, email, others, part }: RateProps): VNode {
  const { numbers, texts, state } = view;
  const share = shareOf(email[part], email.sent);
  const usual = usualShare(others, (other) => other[part]);
  const href = links.events(view.site, messageState(state, otherFilters(view), email.name), metric);
  return (
    <>
      <td>
        <MaybeLink href={view.reader.seesPersons ? href : null}>
          <b>{share === null ? noValue : numbers.percent(share)}</b>
        </MaybeLink>
      </td>
      <td class="small wide">
        {share === null || usual === null
          ? noValue
          : texts.change.points(numbers.points(share - usual))}
      </td>
    </>
  );
}

function ActorCell({ view, email, part }: Pick<RateProps, 'view' | 'email' | 'part'>): VNode {
  const { human, unknown, machine } = email.byActor;
  const counts = { human: human[part], unknown: unknown[part], machine: machine[part] };
  return (
    <td class="wide spare">
      <ActorBar view={view} counts={counts} />
    </td>
  );
}

interface RevenuesProps {
  readonly view: SiteView;
  /** Name of the message. */
  readonly name: string;
  readonly revenues: readonly Revenue[];
}

/** Amounts by currency, each of which opens its events. */
export function Revenues({ view, name, revenues }: RevenuesProps): VNode {
  if (revenues.length === 0) return <span class="small">{noValue}</span>;
  return (
    <>
      {revenues.map(({ amount, currency }, index) => (
        <>
          {index > 0 && ', '}
          <NumberLink
            view={view}
            metric="revenue"
            value={amount}
            currency={currency}
            state={{ ...allTime(view.state), filters: otherFilters(view) }}
            filters={[
              isLedBy(name),
              { operator: 'is', dimension: 'data.currency', values: [currency ?? '(none)'] },
            ]}
          />
        </>
      ))}
    </>
  );
}
