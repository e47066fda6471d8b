import type { VNode } from 'preact';
import type { SiteView } from '../view.ts';

export interface WaitingProps {
  readonly view: SiteView;
  /** Null: the part has none. */
  readonly title: string | null;
  /** True: the part takes little room. */
  readonly isShort?: boolean;
}

/** Stands in the place of a part until it is counted. */
export function Waiting({ view, title, isShort = false }: WaitingProps): VNode {
  return (
    <p class={isShort ? 'waiting short' : 'waiting'}>
      {title !== null && <b>{title}</b>} <span class="small">{view.texts.panels.counting}</span>
    </p>
  );
}
