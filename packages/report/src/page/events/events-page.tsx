import type { VNode } from 'preact';
import type { Answer } from '../../answer/answer.ts';
import type { Metric } from '../../query/metrics.ts';
import { errorPage } from '../error-page.tsx';
import { Foot } from '../layout/foot.tsx';
import type { Page } from '../layout/page.ts';
import { Top } from '../layout/top.tsx';
import { fillText } from '../parts/fill-text.ts';
import { MaybeLink } from '../parts/maybe-link.tsx';
import { NumberText } from '../parts/number-link.tsx';
import { Controls } from '../site/controls.tsx';
import { FilterChips } from '../site/filter-chips.tsx';
import { revenueOf, type Revenue } from '../site/revenue.ts';
import { links } from '../state/links.ts';
import type { SiteView } from '../view.ts';
import { EventList } from './event-list.tsx';
import { EventPager } from './event-pager.tsx';

const pageLength = 100;

/** The very events behind a number, newest first. */
export async function eventsPage(view: SiteView): Promise<Page> {
  const { texts, state } = view;
  if (!view.reader.seesPersons) return errorPage(view, 403, texts.events.forbidden, null);
  const { metric } = state;
  const metrics = metric === null ? [] : [metric];
  const [found, answer, revenues] = await Promise.all([
    view.list({ metrics, limit: pageLength, cursor: state.cursor }),
    metric === null ? null : view.ask({ metrics: [metric], compare: null }),
    metric === 'revenue' ? revenueOf(view) : [],
  ]);
  return {
    status: 200,
    title: texts.eventsPage.title,
    above: [<Top view={view} page="events" />],
    main: [
      <div class="heading">
        <div>
          <h1>{texts.eventsPage.title}</h1>
          {metric !== null && answer !== null && (
            <Behind view={view} metric={metric} answer={answer} revenues={revenues} />
          )}
        </div>
      </div>,
      <Controls view={view} page="events" isComparing={false} />,
      <FilterChips view={view} page="events" />,
      found.events.length === 0 ? (
        <p class="empty">{texts.eventsPage.none}</p>
      ) : (
        <EventList view={view} events={found.events} />
      ),
      <EventPager view={view} page="events" found={found} />,
    ],
    below: [<Foot view={view} metrics={metrics} answer={answer} page="events" />],
  };
}

interface BehindProps {
  readonly view: SiteView;
  readonly metric: Metric;
  readonly answer: Answer;
  /** The number by currency, where it is revenue. */
  readonly revenues: readonly Revenue[];
}

/** The number that these events are behind. */
function Behind({ view, metric, answer, revenues }: BehindProps): VNode {
  const { texts, numbers } = view;
  const value = answer.results[0]?.metrics[0] ?? null;
  const currency = revenues.length === 1 ? (revenues[0]?.currency ?? null) : null;
  const machines = answer.meta.excluded.machine ?? 0;
  return (
    <p class="sentence">
      {fillText(texts.events.behind, {
        number: (
          <a href={`#about-${metric}`}>
            {texts.metrics[metric]}:{' '}
            <NumberText view={view} metric={metric} value={value} currency={currency} />
          </a>
        ),
      })}
      {machines > 0 && (
        <>
          {' '}
          <MaybeLink href={links.events(view.site, { ...view.state, actors: ['machine'] }, metric)}>
            {texts.panels.left(numbers.count(machines))}
          </MaybeLink>
          .
        </>
      )}
    </p>
  );
}
