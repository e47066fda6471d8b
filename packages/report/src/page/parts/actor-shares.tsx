import type { VNode } from 'preact';
import type { Actor } from '../../query/query.ts';
import { thicknesses } from './actor-mark.tsx';
import { percentOf } from './bars-table.tsx';

/** Actors in the order in which they are shown. */
export const actorOrder = ['human', 'unknown', 'machine'] as const satisfies readonly Actor[];

export type ActorCounts = Readonly<Record<Actor, number>>;

/** Shares of the actors side by side, for a bar. */
export function ActorShares({ counts }: { readonly counts: ActorCounts }): VNode {
  const all = sumOf(actorOrder, counts);
  return (
    <>
      {actorOrder.map((actor, index) => (
        <rect
          class={actor}
          x={percentOf(sumOf(actorOrder.slice(0, index), counts), all)}
          y={thicknesses.human - thicknesses[actor]}
          width={percentOf(counts[actor], all)}
          height={thicknesses[actor]}
        />
      ))}
    </>
  );
}

/** Sum of the counts of some actors. */
export function sumOf(actors: readonly Actor[], counts: ActorCounts): number {
  return actors.reduce((sum, actor) => sum + counts[actor], 0);
}
