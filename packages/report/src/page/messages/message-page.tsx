import type { VNode } from 'preact';
import type { Metric } from '../../query/metrics.ts';
import { errorPage } from '../error-page.tsx';
import { shown } from '../format/shown.ts';
import { Foot } from '../layout/foot.tsx';
import type { Page } from '../layout/page.ts';
import { Top } from '../layout/top.tsx';
import { Choices } from '../parts/choice.tsx';
import { FilterChips } from '../site/filter-chips.tsx';
import { guarded } from '../site/guarded.tsx';
import { links } from '../state/links.ts';
import type { SiteView } from '../view.ts';
import { chosenMessage } from './chosen-message.ts';
import { Figures } from './email-figures.tsx';
import { emailPanel, outlineOf } from './email-panel.tsx';
import { compared, emailsOf, type Email } from './emails.ts';
import { followedOf } from './followed.ts';
import { followPanels } from './follow-panels.tsx';
import { linksPanel } from './links-panel.tsx';
import { openTimesPanel } from './open-times.tsx';
import { readersPanel } from './readers-panel.tsx';
import { EmailSentence } from './email-sentence.tsx';
import { stepsOf } from './steps.ts';
import { Steps } from './steps-row.tsx';

const explained = [
  'sent',
  'unique_opens',
  'open_rate',
  'unique_clicks',
  'click_rate',
  'unsubscribes',
  'time_to_open_median',
  'visits',
  'visitors',
  'conversions',
  'revenue',
] as const satisfies readonly Metric[];

/** Page of one email over all of its time, from its sending to the visits that followed. */
export async function messagePage(view: SiteView): Promise<Page> {
  const { texts, site, state } = view;
  const name = chosenMessage(state.filters);
  if (name === null) return errorPage(view, 404, texts.errors.notFound, null);
  const [{ emails }, followed] = await Promise.all([emailsOf(view, compared), followedOf(view)]);
  const email = emails.find((one) => one.name === name) ?? (await olderEmail(view, name));
  if (email === null) return errorPage(view, 404, texts.messages.notFound(shown(name)), null);
  const others = emails.filter((one) => one.name !== name && one.sent > 0);
  const own = followed.of(name);
  const title = email.subject ?? name;
  const outline = outlineOf(view, name);

  return {
    status: 200,
    title: shown(title),
    above: [<Top view={view} page="messages" />],
    main: [
      <div class="heading">
        <div>
          <p class="small">
            <a class="link" href={links.site(site, { ...state, filters: [] }, 'messages')}>
              {texts.messages.title}
            </a>{' '}
            / <bdi>{shown(name)}</bdi>
          </p>
          <h1>
            <bdi>{shown(title)}</bdi>
          </h1>
          <p class="small">{whenSent(view, email)}</p>
        </div>
      </div>,
      <EmailSentence view={view} email={email} followed={own} />,
      <Counted view={view} />,
      <FilterChips view={view} page="messages" />,
      guarded(view, steps(view, email)),
      <Figures view={view} email={email} others={others} followed={followed.of} />,
      {
        className: 'panels',
        pieces: [
          guarded(view, openTimesPanel(view, name)),
          guarded(view, readersPanel(view, name)),
          guarded(view, linksPanel(view, name, email.clicks)),
          ...(outline === null
            ? []
            : [guarded(view, emailPanel(view, name, outline, email.clicks))]),
          ...followPanels(view, name),
        ],
      },
    ],
    below: [<Foot view={view} metrics={explained} answer={followed.answer} page="message" />],
  };
}

/** A message that was sent before the others that are looked at. */
async function olderEmail(view: SiteView, name: string): Promise<Email | null> {
  const { emails } = await emailsOf(view, { period: 'all', only: name, limit: 1 });
  return emails[0] ?? null;
}

async function steps(view: SiteView, email: Email): Promise<VNode> {
  return <Steps view={view} steps={await stepsOf(view, email)} />;
}

function whenSent({ texts, days, numbers }: SiteView, { sentDay, sent }: Email): string {
  if (sent === 0) return texts.messages.neverSent;
  const day = sentDay === null ? '' : days.span(sentDay, sentDay);
  return texts.messages.sentOn(day, numbers.count(sent));
}

/** Choice of the actors that count: the only choice for a message. */
function Counted({ view }: { view: SiteView }): VNode {
  const { texts, site, state } = view;
  const choices = { human: ['human'], 'human,unknown': ['human', 'unknown'] } as const;
  const all = { ...choices, all: ['human', 'machine', 'unknown'] } as const;
  const current = state.actors.length === 3 ? 'all' : state.actors.join(',');
  return (
    <div class="row counted">
      <Choices
        label={texts.actors.label}
        isLabelShown
        choices={(Object.keys(all) as (keyof typeof all)[]).map((key) => ({
          text: texts.actors[key],
          href: links.site(site, { ...state, actors: all[key] }, 'message'),
          isCurrent: key === current,
        }))}
      />
    </div>
  );
}
