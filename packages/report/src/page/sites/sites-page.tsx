import type { VNode } from 'preact';
import type { Answer } from '../../answer/answer.ts';
import { actors } from '../../query/query.ts';
import { seriesOf, type ChartPoint } from '../chart/series.ts';
import { areDifferences } from '../format/change.ts';
import { Foot } from '../layout/foot.tsx';
import type { Page } from '../layout/page.ts';
import { Top } from '../layout/top.tsx';
import { changeText } from '../parts/change-text.tsx';
import { Datum } from '../parts/datum.tsx';
import { NumberText } from '../parts/number-link.tsx';
import { links } from '../state/links.ts';
import type { View } from '../view.ts';
import { maxSites, quietSites, type QuietSite } from './quiet-sites.ts';
import { Sparkline } from './sparkline.tsx';

/** All sites, each with its visitors, its change and a line of its days. */
export async function sitesPage(view: View): Promise<Page> {
  const metrics = ['visitors', 'pageviews', 'events'] as const;
  const [totals, byDay] = await Promise.all([
    view.ask({
      metrics,
      dimensions: ['site'],
      order_by: [['visitors', 'desc']],
      limit: maxSites,
    }),
    view.ask({
      metrics: ['visitors'],
      dimensions: ['site', 'time:day'],
      limit: 10_000,
      compare: null,
    }),
  ]);
  const quiet = await quietSites(view, totals);
  return {
    status: 200,
    title: view.texts.sitesPage.title,
    above: [<Top view={view} page={null} />],
    main: [
      <div class="heading">
        <h1>{view.texts.sitesPage.title}</h1>
      </div>,
      <SitesTable {...{ view, totals, byDay, quiet }} />,
      <AddSite view={view} />,
    ],
    below: [<Foot view={view} metrics={['visitors', 'pageviews']} answer={totals} />],
  };
}

interface SitesTableProps {
  readonly view: View;
  readonly totals: Answer;
  readonly byDay: Answer;
  readonly quiet: readonly QuietSite[];
}

function SitesTable({ view, totals, byDay, quiet }: SitesTableProps): VNode {
  const { texts, state } = view;
  if (totals.results.length + quiet.length === 0)
    return <p class="empty">{texts.sitesPage.none}</p>;
  const isDifference = areDifferences(
    'visitors',
    totals.results.map(({ comparison }) => comparison?.[0]),
  );
  return (
    <table class="plain sites">
      <thead>
        <tr>
          <th scope="col">{texts.dimensions['site']?.[0]}</th>
          <th scope="col" class="wide">
            <span class="hidden">{texts.chart.intervals.day}</span>
          </th>
          <th scope="col">{texts.metrics['visitors']}</th>
          <th scope="col">{texts.change.column}</th>
          <th scope="col">{texts.metrics['pageviews']}</th>
        </tr>
      </thead>
      <tbody>
        {totals.results.map(({ dimensions: [site = ''], metrics, comparison }) => (
          <tr>
            <th scope="row">
              <a href={links.site(site, state)}>
                <Datum text={site} view={view} />
              </a>
            </th>
            <td class="wide">
              <Sparkline points={daysOf(view, byDay, site)} />
            </td>
            <td>
              <NumberText view={view} metric="visitors" value={metrics[0] ?? null} />
            </td>
            <td class="small">
              {changeText(view, {
                metric: 'visitors',
                now: metrics[0] ?? null,
                before: comparison?.[0],
                isDifference,
              })}
            </td>
            <td>
              <NumberText view={view} metric="pageviews" value={metrics[1] ?? null} />
            </td>
          </tr>
        ))}
        {quiet.map((each) => (
          <QuietRow view={view} quiet={each} />
        ))}
      </tbody>
    </table>
  );
}

/** Row of a site without visitors that count, with the reason. Its link shows machines, too, where there were any. */
function QuietRow({ view, quiet }: { view: View; quiet: QuietSite }): VNode {
  const { texts, numbers, state } = view;
  const { site, machines } = quiet;
  const everybody = machines > 0 ? { ...state, actors } : state;
  return (
    <tr>
      <th scope="row">
        <a href={links.site(site, everybody)}>
          <Datum text={site} view={view} />
        </a>
        <span class="small">
          {machines > 0
            ? texts.sitesPage.onlyMachines(numbers.count(machines), machines)
            : texts.sitesPage.quiet}
        </span>
      </th>
      <td class="wide" />
      <td>{numbers.count(0)}</td>
      <td />
      <td>{numbers.count(0)}</td>
    </tr>
  );
}

/** The days of one site, of an answer about all. */
function daysOf({ timezone, nowMs }: View, byDay: Answer, site: string): readonly ChartPoint[] {
  const results = byDay.results
    .filter(({ dimensions }) => dimensions[0] === site)
    .map(({ dimensions, metrics }) => ({ dimensions: dimensions.slice(1), metrics }));
  const answer = { ...byDay, results };
  return seriesOf({
    answer,
    index: 0,
    metric: 'visitors',
    interval: 'day',
    timezone,
    nowMs,
    firstMs: null,
  });
}

/** Leads to the page of a site that has sent nothing yet, where its snippet is. */
function AddSite({ view }: { view: View }): VNode {
  const { texts } = view;
  return (
    <form class="add row" action="/sites">
      <label>
        {texts.sitesPage.name} <input name="site" required maxLength={200} />
      </label>
      <button>{texts.sitesPage.go}</button>
    </form>
  );
}
