import type { VNode } from 'preact';
import type { Metric } from '../../query/metrics.ts';
import { Foot } from '../layout/foot.tsx';
import type { Page } from '../layout/page.ts';
import { Top } from '../layout/top.tsx';
import { offsetOf, Pager } from '../parts/pager.tsx';
import { Controls } from '../site/controls.tsx';
import { FilterChips } from '../site/filter-chips.tsx';
import type { SiteView } from '../view.ts';
import { compared, emailsOf } from './emails.ts';
import { followedOf } from './followed.ts';
import { MessagesTable } from './messages-table.tsx';

const explained = [
  'sent',
  'unique_opens',
  'open_rate',
  'unique_clicks',
  'click_rate',
  'unsubscribes',
  'visits',
  'revenue',
] as const satisfies readonly Metric[];

/** Messages that a page shows. */
const pageLength = 50;

/** All emails with something in the period, each beside what is usual for its sender. */
export async function messagesPage(view: SiteView): Promise<Page> {
  const { texts, state } = view;
  const offset = offsetOf(view);
  const [{ emails, total }, usual, followed] = await Promise.all([
    emailsOf(view, { period: state.period, offset, limit: pageLength }),
    emailsOf(view, compared),
    followedOf(view),
  ]);
  return {
    status: 200,
    title: texts.messages.title,
    above: [<Top view={view} page="messages" />],
    main: [
      <div class="heading">
        <div>
          <h1>{texts.messages.title}</h1>
          <p class="small">{texts.messages.about}</p>
        </div>
      </div>,
      <Controls view={view} page="messages" isComparing={false} />,
      <FilterChips view={view} page="messages" />,
      total === 0 ? (
        <None view={view} />
      ) : (
        <>
          <MessagesTable
            view={view}
            emails={emails}
            compared={usual.emails}
            followed={followed.of}
          />
          {total > emails.length && (
            <Pager {...{ view, offset, total, pageLength }} page="messages" count={emails.length} />
          )}
        </>
      ),
    ],
    below: [<Foot view={view} metrics={explained} answer={followed.answer} page="messages" />],
  };
}

function None({ view }: { view: SiteView }): VNode {
  const { texts } = view;
  return (
    <section class="first">
      <p>{texts.messages.none}</p>
      <pre class="code" tabIndex={0}>
        {'createLinks({ site: '}
        {JSON.stringify(view.site)}
        {', … }).open(metadata, { message, recipient })'}
      </pre>
    </section>
  );
}
