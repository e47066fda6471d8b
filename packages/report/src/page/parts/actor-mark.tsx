import type { VNode } from 'preact';
import type { Actor } from '../../query/query.ts';

/** Thickness of an actor's mark, in px: it tells actors apart without colour. */
export const thicknesses: Readonly<Record<Actor, number>> = { human: 8, unknown: 5, machine: 2 };

/** Mark of an actor, which stands before a word. */
export function ActorMark({ actor }: { actor: Actor }): VNode {
  const thickness = thicknesses[actor];
  return (
    <svg class="key" width="16" height="8" aria-hidden="true">
      <rect class={actor} y={8 - thickness} width="16" height={thickness} />
    </svg>
  );
}
