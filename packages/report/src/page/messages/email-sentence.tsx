import type { VNode } from 'preact';
import { fillText } from '../parts/fill-text.ts';
import { MaybeLink } from '../parts/maybe-link.tsx';
import { eventsHref } from '../parts/events-href.ts';
import { links } from '../state/links.ts';
import type { SiteView } from '../view.ts';
import { allTime, isLedBy, messageState } from './chosen-message.ts';
import { otherFilters, type Email } from './emails.ts';
import type { Followed } from './followed.ts';
import { Revenues } from './messages-table.tsx';
import { shareOf } from './usual.ts';

export interface EmailSentenceProps {
  readonly view: SiteView;
  readonly email: Email;
  readonly followed: Followed;
}

/** Outcome of an email in a sentence. */
export function EmailSentence({ view, email, followed }: EmailSentenceProps): VNode {
  const { texts, numbers, state } = view;
  const words = texts.messages.sentence;
  const filters = otherFilters(view);
  const own = messageState(state, filters, email.name);
  const opened = shareOf(email.opens, email.sent);
  const hasRevenue = followed.revenues.some(({ amount }) => amount > 0);
  const events = (metric: 'unique_opens' | 'unique_clicks'): string | null =>
    eventsHref(view, { metric, change: own });
  return (
    <p class="sentence">
      {fillText(words.opened, {
        opened: (
          <MaybeLink href={events('unique_opens')}>
            {opened === null
              ? words.people(numbers.count(email.opens), email.opens)
              : numbers.percent(opened)}
          </MaybeLink>
        ),
        clicked: (
          <MaybeLink href={events('unique_clicks')}>
            {words.people(numbers.count(email.clicks), email.clicks)}
          </MaybeLink>
        ),
      })}{' '}
      {fillText(hasRevenue ? words.followedWithRevenue : words.followed, {
        visits: (
          <a
            href={links.site(view.site, {
              ...allTime(state),
              filters: [...filters, isLedBy(email.name)],
            })}
          >
            {words.visits(numbers.count(followed.visits), followed.visits)}
          </a>
        ),
        revenue: <Revenues view={view} name={email.name} revenues={followed.revenues} />,
      })}
    </p>
  );
}
