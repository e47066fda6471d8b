import type { VNode } from 'preact';
import { openSpans } from '../../query/open-spans.ts';
import { metricText } from '../format/metric-value.ts';
import { linesUpTo } from '../chart/scale.ts';
import { eventsHref } from '../parts/events-href.ts';
import { MaybeLink } from '../parts/maybe-link.tsx';
import type { PageFilter } from '../state/filter-text.ts';
import type { SiteView } from '../view.ts';
import { messageState } from './chosen-message.ts';
import { otherFilters } from './emails.ts';

interface Span {
  readonly name: string;
  /** Recipients that opened within it. */
  readonly count: number;
  readonly href: string | null;
}

/** Histogram of the time from the sending of an email to its openings. */
export async function openTimesPanel(view: SiteView, name: string): Promise<VNode> {
  const { texts, state } = view;
  const own = messageState(state, otherFilters(view), name);
  const all = { date_range: 'all', filters: own.filters, actors: state.actors } as const;
  const [answer, medians] = await Promise.all([
    view.askPlain({ ...all, metrics: ['unique_opens'], dimensions: ['time_to_open'] }),
    view.askPlain({ ...all, metrics: ['time_to_open_median'] }),
  ]);
  const spans = openSpans.map(([span]): Span => {
    const filter: PageFilter = { operator: 'is', dimension: 'time_to_open', values: [span] };
    return {
      name: span,
      count: answer.results.find(({ dimensions }) => dimensions[0] === span)?.metrics[0] ?? 0,
      href: eventsHref(view, { metric: 'unique_opens', filters: [filter], change: own }),
    };
  });
  const median = medians.results[0]?.metrics[0] ?? null;
  return (
    <section class="panel double" aria-labelledby="open-times">
      <header>
        <h2 id="open-times">{texts.messages.times.title}</h2>
      </header>
      {spans.every(({ count }) => count === 0) ? (
        <p class="small empty">{texts.messages.times.none}</p>
      ) : (
        <>
          <Histogram view={view} spans={spans} />
          <div class="more small">
            <span>
              {median !== null && (
                <>
                  <b>
                    {texts.messages.times.half(
                      metricText('time_to_open_median', median, view.numbers),
                    )}
                  </b>{' '}
                </>
              )}
              {texts.messages.times.twice}
            </span>
          </div>
          <SpansTable view={view} spans={spans} />
        </>
      )}
    </section>
  );
}

interface SpansProps {
  readonly view: SiteView;
  readonly spans: readonly Span[];
}

function Histogram({ view, spans }: SpansProps): VNode {
  const { texts, numbers } = view;
  const lines = linesUpTo(Math.max(...spans.map(({ count }) => count)), true);
  const top = lines.at(-1) ?? 1;
  const step = 100 / spans.length;
  const heightOf = (count: number): number => (count / top) * 84;
  return (
    <svg class="chart histogram" role="group" aria-label={texts.messages.times.label}>
      {lines.map((line) => (
        <>
          <line
            class="grid"
            x2="100%"
            y1={`${90 - heightOf(line)}%`}
            y2={`${90 - heightOf(line)}%`}
          />
          <text y={`${90 - heightOf(line)}%`} dy="-4">
            {numbers.count(line)}
          </text>
        </>
      ))}
      {spans.map(({ name, count, href }, index) => (
        <>
          <MaybeSvgLink
            href={href}
            title={`${texts.messages.spans[name]}: ${numbers.count(count)}`}
          >
            <rect
              class="mail"
              x={`${(index + 0.24) * step}%`}
              y={`${90 - heightOf(count)}%`}
              width={`${step * 0.52}%`}
              height={`${heightOf(count)}%`}
            />
          </MaybeSvgLink>
          {count > 0 && (
            <text
              class="value"
              x={`${(index + 0.5) * step}%`}
              y={`${90 - heightOf(count)}%`}
              dy="-5"
              text-anchor="middle"
            >
              {numbers.count(count)}
            </text>
          )}
          <text
            class={index % 2 === 1 ? 'wide' : undefined}
            x={`${(index + 0.5) * step}%`}
            y="100%"
            dy="-4"
            text-anchor="middle"
          >
            {texts.messages.spans[name]}
          </text>
        </>
      ))}
      <line class="axis" x2="100%" y1="90%" y2="90%" />
    </svg>
  );
}

interface SvgLinkProps {
  readonly href: string | null;
  readonly title: string;
  readonly children: VNode;
}

/** Link for the mouse alone; people with a keyboard have the table. */
function MaybeSvgLink({ href, title, children }: SvgLinkProps): VNode {
  const inner = (
    <>
      {children}
      <title>{title}</title>
    </>
  );
  return href === null ? (
    <g>{inner}</g>
  ) : (
    <a href={href} tabIndex={-1} aria-hidden="true">
      {inner}
    </a>
  );
}

function SpansTable({ view, spans }: SpansProps): VNode {
  const { texts, numbers } = view;
  return (
    <details class="as-table">
      <summary class="small">{texts.chart.table}</summary>
      <table class="plain">
        <thead>
          <tr>
            <th scope="col">{texts.messages.times.title}</th>
            <th scope="col">{texts.metrics['unique_opens']}</th>
          </tr>
        </thead>
        <tbody>
          {spans.map(({ name, count, href }) => (
            <tr>
              <th scope="row">{texts.messages.spans[name]}</th>
              <td>
                <MaybeLink href={href}>{numbers.count(count)}</MaybeLink>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
