import type { VNode } from 'preact';
import { openSpans } from '../../query/open-spans.ts';
import { metricText } from '../format/metric-value.ts';
import { eventsHref } from '../parts/events-href.ts';
import { MaybeLink } from '../parts/maybe-link.tsx';
import type { PageFilter } from '../state/filter-text.ts';
import type { SiteView } from '../view.ts';
import { messageState } from './chosen-message.ts';
import { otherFilters } from './emails.ts';
import { Histogram, type HistogramProps, type Span } from './histogram.tsx';

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

function SpansTable({ view, spans }: HistogramProps): VNode {
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
