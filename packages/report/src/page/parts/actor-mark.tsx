import type { VNode } from 'preact';
import type { Actor } from '../../query/query.ts';

/** Thickness says without colour who it is, in px. */
export const thicknesses: Readonly<Record<Actor, number>> = { human: 8, unknown: 5, machine: 2 };

/** The sign of an actor, to stand before a word. */
export function ActorMark({ actor }: { actor: Actor }): VNode {
  const thickness = thicknesses[actor];
  return (
    <svg class="key" width="16" height="8" aria-hidden="true">
      <rect class={actor} y={8 - thickness} width="16" height={thickness} />
    </svg>
  );
}
