import type { VNode } from 'preact';
import type { Actor } from '../../query/query.ts';
import type { View } from '../view.ts';
import { thicknesses } from './actor-mark.tsx';
import { percentOf } from './bars-table.tsx';

const order = ['human', 'unknown', 'machine'] as const satisfies readonly Actor[];

export interface ActorBarProps {
  readonly view: View;
  readonly counts: Readonly<Record<Actor, number>>;
}

/** Shares of the actors as a small bar, whose thickness tells them apart without colour. */
export function ActorBar({ view, counts }: ActorBarProps): VNode | null {
  const { texts, numbers } = view;
  const all = order.reduce((sum, actor) => sum + counts[actor], 0);
  if (all === 0) return null;
  const words = order.map((actor) => texts.split[actor](numbers.count(counts[actor]))).join(', ');
  return (
    <>
      <svg class="actor-bar" aria-hidden="true">
        <title>{words}</title>
        {order.map((actor, index) => {
          const start = order.slice(0, index).reduce((sum, before) => sum + counts[before], 0);
          return (
            <rect
              class={actor}
              x={percentOf(start, all)}
              y={8 - thicknesses[actor]}
              width={percentOf(counts[actor], all)}
              height={thicknesses[actor]}
            />
          );
        })}
      </svg>
      <span class="hidden">{words}</span>
    </>
  );
}
