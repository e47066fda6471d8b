import type { VNode } from 'preact';
import type { Answer, AnswerRow } from '../../answer/answer.ts';
import { noValue } from '../format/metric-value.ts';
import { Datum } from '../parts/datum.tsx';
import { eventsHref } from '../parts/events-href.ts';
import { MaybeLink } from '../parts/maybe-link.tsx';
import type { PageFilter } from '../state/filter-text.ts';
import { links } from '../state/links.ts';
import type { SiteView } from '../view.ts';
import { ratingOf, vitalLimits, type VitalRating } from './vital-limits.ts';

/** Pages that are shown: those with the most measurements. */
const maxPages = 12;

/** Web Vitals at p75, of all pages and by page. */
export async function vitalsPanel(view: SiteView): Promise<VNode> {
  const { texts } = view;
  const metrics = ['vital_p75', 'events'] as const;
  const filters: readonly PageFilter[] = [
    { operator: 'is_not', dimension: 'vital', values: ['(none)'] },
  ];
  const common = { metrics, filters, compare: null, order_by: [['events', 'desc']] } as const;
  const [totals, byPage, pages] = await Promise.all([
    view.ask({ ...common, dimensions: ['vital'] }),
    view.ask({ ...common, dimensions: ['page', 'vital'], limit: 10_000 }),
    view.ask({ ...common, metrics: ['events'], dimensions: ['page'], limit: maxPages }),
  ]);
  const found = totals.results.map(({ dimensions: [vital = ''] }) => vital);
  const vitals = [
    ...Object.keys(vitalLimits).filter((vital) => found.includes(vital)),
    ...found.filter((vital) => !Object.hasOwn(vitalLimits, vital)).slice(0, 3),
  ];
  return (
    <section class="panel double long" aria-labelledby="vitals">
      <header>
        <h2 id="vitals">{texts.quality.vitals.title}</h2>
      </header>
      {vitals.length === 0 ? (
        <p class="small empty">{texts.quality.vitals.none}</p>
      ) : (
        <VitalsTable view={view} vitals={vitals} totals={totals} byPage={byPage} pages={pages} />
      )}
      <p class="more small">
        <span>{texts.quality.vitals.about}</span>
      </p>
    </section>
  );
}

interface VitalsTableProps {
  readonly view: SiteView;
  readonly vitals: readonly string[];
  readonly totals: Answer;
  readonly byPage: Answer;
  readonly pages: Answer;
}

function VitalsTable({ view, vitals, totals, byPage, pages }: VitalsTableProps): VNode {
  const { texts, numbers, site, state } = view;
  const measured = (rows: readonly AnswerRow[]): number =>
    rows.reduce((sum, { metrics }) => sum + (metrics.at(-1) ?? 0), 0);
  return (
    <div class="scroll" tabIndex={0} role="group" aria-label={texts.quality.vitals.title}>
      <table class="plain vitals">
        <thead>
          <tr>
            <th scope="col">{texts.dimensions['page']?.[0]}</th>
            {vitals.map((vital) => (
              <th scope="col">
                <a href="#about-vital_p75" title={texts.quality.vitals.names[vital]}>
                  <bdi>{vital}</bdi>
                </a>
              </th>
            ))}
            <th scope="col" class="wide">
              {texts.quality.vitals.measured}
            </th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">
              <b>{texts.quality.vitals.all}</b>
            </th>
            {vitals.map((vital) => (
              <Cell
                view={view}
                vital={vital}
                page={null}
                row={totals.results.find(({ dimensions }) => dimensions[0] === vital)}
              />
            ))}
            <td class="wide small">{numbers.count(measured(totals.results))}</td>
          </tr>
          {pages.results.map(({ dimensions: [page = ''], metrics: [count] }) => (
            <tr>
              <th scope="row">
                <MaybeLink href={links.filtered(site, state, isPage(page))}>
                  <Datum text={page} view={view} of="page" />
                </MaybeLink>
              </th>
              {vitals.map((vital) => (
                <Cell
                  view={view}
                  vital={vital}
                  page={page}
                  row={byPage.results.find(
                    ({ dimensions }) => dimensions[0] === page && dimensions[1] === vital,
                  )}
                />
              ))}
              <td class="wide small">{numbers.count(count ?? 0)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function isPage(page: string): PageFilter {
  return { operator: 'is', dimension: 'page', values: [page] };
}

interface CellProps {
  readonly view: SiteView;
  readonly vital: string;
  /** Null: of all pages. */
  readonly page: string | null;
  readonly row: AnswerRow | undefined;
}

function Cell({ view, vital, page, row }: CellProps): VNode {
  const { texts } = view;
  const value = row?.metrics[0] ?? null;
  if (value === null) return <td class="small">{noValue}</td>;
  const rating = ratingOf(vital, value);
  const filters: readonly PageFilter[] = [
    { operator: 'is', dimension: 'vital', values: [vital] },
    ...(page === null ? [] : [isPage(page)]),
  ];
  return (
    <td>
      <MaybeLink href={eventsHref(view, { metric: 'vital_p75', filters })}>
        {rating !== null && <RatingMark rating={rating} />}
        {vitalText(view, vital, value)}
        {rating !== null && <span class="hidden"> {texts.quality.vitals.ratings[rating]}</span>}
      </MaybeLink>
    </td>
  );
}

/** Sign of a rating; the fuller, the better, so that no colour is needed. */
function RatingMark({ rating }: { rating: VitalRating }): VNode {
  return (
    <svg class="rating" viewBox="0 0 12 12" aria-hidden="true">
      {rating === 'good' && <circle class="mail" cx="6" cy="6" r="4" />}
      {rating === 'middling' && <circle class="hollow" cx="6" cy="6" r="4" />}
      {rating === 'poor' && <path class="crossed" d="M2 2l8 8M10 2l-8 8" />}
    </svg>
  );
}

/** Milliseconds, seconds from one on, or a number without unit; with two digits after the point, as money. */
function vitalText({ numbers }: SiteView, vital: string, value: number): string {
  if (vital === 'CLS') return numbers.money(value, null);
  if (!Object.hasOwn(vitalLimits, vital)) return numbers.precise(value);
  return value < 1_000
    ? `${numbers.count(value)}\u202fms`
    : `${numbers.money(value / 1_000, null)}\u202fs`;
}
