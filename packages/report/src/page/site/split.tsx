import type { VNode } from 'preact';
import type { Answer } from '../../answer/answer.ts';
import type { Metric } from '../../query/metrics.ts';
import type { Actor } from '../../query/query.ts';
import { ActorMark } from '../parts/actor-mark.tsx';
import { ActorShares, actorOrder, sumOf, type ActorCounts } from '../parts/actor-shares.tsx';
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

/** Shares of the actors that count and of those left out, as a bar and in words. */
export function Split({ view, byActor, reasons, metric = 'visitors' }: SplitProps): VNode | null {
  const { texts, numbers, state } = view;
  const countOf = (actor: Actor): number =>
    byActor.results.find(({ dimensions }) => dimensions[0] === actor)?.metrics[0] ?? 0;
  const counts: ActorCounts = {
    human: countOf('human'),
    unknown: countOf('unknown'),
    machine: countOf('machine'),
  };
  const all = sumOf(actorOrder, counts);
  if (all === 0) return null;
  return (
    <section class="split" aria-labelledby="split">
      <h2 class="hidden" id="split">
        {texts.split.title}
      </h2>
      <svg class="steps" aria-hidden="true">
        <ActorShares counts={counts} />
      </svg>
      <ul class="split-words">
        <li class="small">{texts.metrics[metric]}</li>
        {actorOrder.map((actor) =>
          counts[actor] === 0 ? null : (
            <li>
              <ActorMark actor={actor} />
              <ActorLink view={view} metric={metric} actor={actor} count={counts[actor]} />{' '}
              <span class="small">
                {numbers.percent(counts[actor] / all)} ·{' '}
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
