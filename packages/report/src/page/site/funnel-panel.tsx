import type { VNode } from 'preact';
import type { FunnelAnswer } from '../../answer/answer-funnel.ts';
import { noValue } from '../format/metric-value.ts';
import { Choices } from '../parts/choice.tsx';
import { percentOf } from '../parts/bars-table.tsx';
import { ToSettings } from '../settings/to-settings.tsx';
import { links } from '../state/links.ts';
import type { Funnel } from '../../settings/items.ts';
import type { SiteView } from '../view.ts';

/** A funnel: how many took each step, and how many left before it. */
export async function funnelPanel(view: SiteView): Promise<VNode> {
  const { texts, settings, site, state } = view;
  const funnels = settings.funnels.list([site]);
  const funnel = funnels.find(({ name }) => name === state.tabs['funnel']) ?? funnels[0];
  return (
    <section class="panel double" aria-labelledby="panel-funnel">
      <header>
        <h2 id="panel-funnel">{texts.names['funnel']}</h2>
        {funnel !== undefined && <Names view={view} funnels={funnels} funnel={funnel} />}
      </header>
      {funnel === undefined ? (
        <p class="small empty">{texts.empty['funnel']}</p>
      ) : (
        <Steps view={view} funnel={funnel} answer={await view.askFunnel(funnel)} />
      )}
      <ToSettings view={view} kind="funnels" />
    </section>
  );
}

interface NamesProps {
  readonly view: SiteView;
  readonly funnels: readonly Funnel[];
  readonly funnel: Funnel;
}

function Names({ view, funnels, funnel }: NamesProps): VNode {
  const { texts, site, state } = view;
  return (
    <Choices
      label={texts.panels.tabs(texts.names['funnel'] ?? '')}
      choices={funnels.map(({ name }) => ({
        text: name,
        href: `${links.site(site, { ...state, tabs: { ...state.tabs, funnel: name } })}#panel-funnel`,
        isCurrent: name === funnel.name,
      }))}
    />
  );
}

interface StepsProps {
  readonly view: SiteView;
  readonly funnel: Funnel;
  readonly answer: FunnelAnswer;
}

function Steps({ view, funnel, answer: { results } }: StepsProps): VNode {
  const { texts, numbers } = view;
  const first = Math.max(1, results[0]?.visitors ?? 0);
  const share = (part: number | null): string => (part === null ? noValue : numbers.percent(part));
  const columns = texts.funnel;
  return (
    <>
      <table class="bars">
        <caption class="hidden">{funnel.name}</caption>
        <thead>
          <tr>
            <th scope="col">{columns.step}</th>
            <th scope="col">
              <a href="#about-visitors">{texts.metrics['visitors']}</a>
            </th>
            <th scope="col" class="wide">
              {columns.ofFirst}
            </th>
            <th scope="col">{columns.ofBefore}</th>
            <th scope="col" class="wide">
              {columns.left}
            </th>
          </tr>
        </thead>
        <tbody>
          {results.map(({ step, visitors, drop_off, drop_off_rate, rate }, index) => (
            <tr>
              <th scope="row">
                <svg class="bar" aria-hidden="true">
                  <rect class="now" width={percentOf(visitors, first)} height="100%" />
                </svg>
                <span class="letter">{index + 1}</span>
                <bdi>{step}</bdi>
              </th>
              <td>{numbers.count(visitors)}</td>
              <td class="wide">{index === 0 ? noValue : share(rate)}</td>
              <td>{share(drop_off_rate === null ? null : 1 - drop_off_rate)}</td>
              <td class="wide small">{index === 0 ? noValue : numbers.count(drop_off)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="more small">
        {funnel.window_hours === null
          ? columns.inVisit
          : columns.inHours(numbers.count(funnel.window_hours))}
      </p>
    </>
  );
}
