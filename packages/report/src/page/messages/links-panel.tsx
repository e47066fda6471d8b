import type { VNode } from 'preact';
import type { AnswerRow } from '../../answer/answer.ts';
import type { Actor } from '../../query/query.ts';
import type { Dimension } from '../../query/dimensions.ts';
import { percentOf } from '../parts/bars-table.tsx';
import { Datum } from '../parts/datum.tsx';
import { eventsHref } from '../parts/events-href.ts';
import { MaybeLink } from '../parts/maybe-link.tsx';
import { shown } from '../format/shown.ts';
import type { PageAnswer } from '../page-deps.ts';
import type { PageFilter } from '../state/filter-text.ts';
import type { SiteView } from '../view.ts';
import { messageState } from './chosen-message.ts';
import { otherFilters } from './emails.ts';
import { shareOf } from './usual.ts';

const dimensions = ['link.position', 'link.label', 'link.url'] as const;

/** Asks for the clicks of a message by link. */
export function askClicks(
  view: SiteView,
  name: string,
  actors: readonly Actor[],
): Promise<PageAnswer> {
  const { filters } = messageState(view.state, otherFilters(view), name);
  return view.askPlain({
    date_range: 'all',
    metrics: ['unique_clicks'],
    dimensions,
    filters,
    order_by: [['link.position', 'asc']],
    limit: 200,
    actors,
  });
}

/** Clicks by link, in the order of the email. */
export async function linksPanel(view: SiteView, name: string, clicked: number): Promise<VNode> {
  const { texts, state, site, settings, reader } = view;
  const [answer, byMachines] = await Promise.all([
    askClicks(view, name, state.actors),
    askClicks(view, name, ['machine']),
  ]);
  const mayGiveHtml = reader.seesPersons && settings.emails.find(site, name) === null;
  const { links: words } = texts.messages;
  return (
    <section class="panel double" aria-labelledby="links">
      <header>
        <h2 id="links">{words.title}</h2>
      </header>
      {answer.results.length === 0 ? (
        <p class="small empty">{words.none}</p>
      ) : (
        <LinksTable
          view={view}
          name={name}
          rows={answer.results}
          byMachines={byMachines.results}
          clicked={clicked}
        />
      )}
      <p class="more small">
        <span>{words.twice}</span>
        {mayGiveHtml && (
          <span>
            {words.give}{' '}
            <code>
              hitmark report message {shown(name)} email.html --site {shown(site)}
            </code>
          </span>
        )}
      </p>
    </section>
  );
}

interface LinksTableProps {
  readonly view: SiteView;
  readonly name: string;
  readonly rows: readonly AnswerRow[];
  readonly byMachines: readonly AnswerRow[];
  /** Recipients that clicked any link. */
  readonly clicked: number;
}

function LinksTable({ view, name, rows, byMachines, clicked }: LinksTableProps): VNode {
  const { texts, numbers, state } = view;
  const { links: words } = texts.messages;
  const most = Math.max(1, ...rows.map(({ metrics: [count] }) => count ?? 0));
  const showsMachines = !state.actors.includes('machine');
  const own = messageState(state, otherFilters(view), name);
  const number = (row: AnswerRow, count: number, actors = state.actors): VNode => (
    <MaybeLink
      href={eventsHref(view, {
        metric: 'unique_clicks',
        filters: filtersOf(row),
        change: { ...own, actors },
      })}
    >
      {numbers.count(count)}
    </MaybeLink>
  );
  return (
    <table class="bars">
      <caption class="hidden">{words.title}</caption>
      <thead>
        <tr>
          <th scope="col">{texts.dimensions['link.url']?.[0]}</th>
          <th scope="col">
            <a href="#about-unique_clicks">{words.people}</a>
          </th>
          <th scope="col">{words.share}</th>
          {showsMachines && (
            <th scope="col" class="wide">
              {words.machines}
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const count = row.metrics[0] ?? 0;
          const share = shareOf(count, clicked);
          const machines = byMachines.find(
            (other) => other.dimensions.join('\n') === row.dimensions.join('\n'),
          );
          return (
            <tr>
              <th scope="row">
                <svg class="bar" aria-hidden="true">
                  <rect class="now" width={percentOf(count, most)} height="100%" />
                </svg>
                <LinkName view={view} row={row} />
              </th>
              <td>{number(row, count)}</td>
              <td class="small">{share === null ? '' : numbers.percent(share)}</td>
              {showsMachines && (
                <td class="small wide">{number(row, machines?.metrics[0] ?? 0, ['machine'])}</td>
              )}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function filtersOf({ dimensions: values }: AnswerRow): readonly PageFilter[] {
  return dimensions.map((dimension: Dimension, index) => ({
    operator: 'is',
    dimension,
    values: [values[index] ?? ''],
  }));
}

/** Position, label, host and path of a link. */
function LinkName({ view, row }: { view: SiteView; row: AnswerRow }): VNode {
  const [position = '', label = '', url = ''] = row.dimensions;
  return (
    <>
      <span class="letter">
        <Datum text={position} view={view} />
      </span>
      {label !== '(none)' && (
        <>
          <Datum text={label} view={view} />{' '}
        </>
      )}
      <span class={label === '(none)' ? undefined : 'small'}>
        <Datum text={targetOf(url)} view={view} />
      </span>
    </>
  );
}

/** Host and path of an address, without its query and fragment. */
export function targetOf(url: string): string {
  if (!URL.canParse(url)) return url;
  const { hostname, pathname } = new URL(url);
  return `${hostname.replace(/^www\./, '')}${pathname}`;
}
