import type { VNode } from 'preact';
import type { Answer } from '../../answer/answer.ts';
import type { Metric } from '../../query/metrics.ts';
import type { Actor } from '../../query/query.ts';
import { percentOf } from '../parts/bars-table.tsx';
import { MaybeLink } from '../parts/maybe-link.tsx';
import { nameOfValue } from '../parts/name-of-value.ts';
import { eventsHref } from '../parts/events-href.ts';
import type { SiteView } from '../view.ts';

export interface SplitProps {
  readonly view: SiteView;
  /** Visitors by actor, of all actors. */
  readonly byActor: Answer;
  /** Visitors by reason for not counting them as human. */
  readonly reasons: Answer;
  /** Number that is split. @defaultValue `visitors` */
  readonly metric?: Metric;
}

const order = ['human', 'unknown', 'machine'] as const satisfies readonly Actor[];

/** Shares of the actors that count and of those left out, as a bar and in words. */
export function Split({ view, byActor, reasons, metric = 'visitors' }: SplitProps): VNode | null {
  const { texts, numbers, state } = view;
  const counts = order.map(
    (actor) => byActor.results.find(({ dimensions }) => dimensions[0] === actor)?.metrics[0] ?? 0,
  );
  const all = counts.reduce((sum, count) => sum + count, 0);
  if (all === 0) return null;
  const starts = counts.map((_count, index) =>
    counts.slice(0, index).reduce((sum, count) => sum + count, 0),
  );
  return (
    <section class="split" aria-labelledby="split">
      <h2 class="hidden" id="split">
        {texts.split.title}
      </h2>
      <svg class="steps" aria-hidden="true">
        {order.map((actor, index) => (
          <rect
            class={actor}
            x={percentOf(starts[index] ?? 0, all)}
            y={thicknesses[0] - thicknesses[index as 0]}
            width={percentOf(counts[index] ?? 0, all)}
            height={thicknesses[index as 0]}
          />
        ))}
      </svg>
      <ul class="split-words">
        <li class="small">{texts.metrics[metric]}</li>
        {order.map((actor, index) =>
          counts[index] === 0 ? null : (
            <li>
              <svg class="key" width="16" height="8" aria-hidden="true">
                <rect
                  class={actor}
                  y={8 - thicknesses[index as 0]}
                  width="16"
                  height={thicknesses[index as 0]}
                />
              </svg>
              <ActorLink view={view} metric={metric} actor={actor} count={counts[index] ?? 0} />{' '}
              <span class="small">
                {numbers.percent((counts[index] ?? 0) / all)} ·{' '}
                {!state.actors.includes(actor)
                  ? texts.split.left
                  : actor === 'unknown'
                    ? texts.split.unsure
                    : texts.split.counted}
              </span>
            </li>
          ),
        )}
        {reasons.results.length > 0 && (
          <li>
            <Reasons view={view} metric={metric} reasons={reasons} />
          </li>
        )}
      </ul>
    </section>
  );
}

/** Heights of the bar's parts in px: human, unknown, machine. They tell the parts apart without colour. */
const thicknesses = [8, 5, 2] as const;

interface ActorLinkProps {
  readonly view: SiteView;
  readonly metric: Metric;
  readonly actor: Actor;
  readonly count: number;
}

function ActorLink({ view, metric, actor, count }: ActorLinkProps): VNode {
  const { texts, numbers } = view;
  return (
    <MaybeLink href={eventsHref(view, { metric, change: { actors: [actor] } })}>
      {texts.split[actor](numbers.count(count))}
    </MaybeLink>
  );
}

/** Reasons for taking visitors for programs or unknown, each with its number. */
function Reasons({
  view,
  metric,
  reasons,
}: Required<Pick<SplitProps, 'view' | 'metric' | 'reasons'>>): VNode {
  const { texts, numbers } = view;
  return (
    <details class="why">
      <summary>{texts.split.why}</summary>
      <div class="small">
        <p>{texts.split.reasons}</p>
        <ul>
          {reasons.results.map(({ dimensions: [reason = ''], metrics: [count] }) => {
            const actors = ['machine', 'unknown'] as const;
            const href = eventsHref(view, {
              metric,
              filters: [{ operator: 'is', dimension: 'actor_reason', values: [reason] }],
              change: { actors },
            });
            return (
              <li>
                <MaybeLink href={href}>{numbers.count(count ?? 0)}</MaybeLink>{' '}
                <b>{nameOfValue('actor_reason', reason, texts)}</b> {texts.reasons[reason] ?? ''}
              </li>
            );
          })}
        </ul>
      </div>
    </details>
  );
}
