import type { VNode } from 'preact';
import type { View } from '../view.ts';
import { ActorShares, actorOrder, sumOf, type ActorCounts } from './actor-shares.tsx';

export interface ActorBarProps {
  readonly view: View;
  readonly counts: ActorCounts;
}

/** Shares of the actors as a small bar, with their numbers as a text that is not seen. */
export function ActorBar({ view, counts }: ActorBarProps): VNode | null {
  const { texts, numbers } = view;
  if (sumOf(actorOrder, counts) === 0) return null;
  const words = actorOrder
    .map((actor) => texts.split[actor](numbers.count(counts[actor])))
    .join(', ');
  return (
    <>
      <svg class="actor-bar" aria-hidden="true">
        <title>{words}</title>
        <ActorShares counts={counts} />
      </svg>
      <span class="hidden">{words}</span>
    </>
  );
}
