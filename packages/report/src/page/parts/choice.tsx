import type { VNode } from 'preact';

export interface Choice {
  readonly text: string;
  readonly href: string;
  readonly isCurrent: boolean;
}

export interface ChoicesProps {
  /** Name of the choice, for screen readers. */
  readonly label: string;
  /** True: the name is also shown before the choices. */
  readonly isLabelShown?: boolean;
  readonly choices: readonly Choice[];
  readonly end?: boolean;
}

/** One of several, each with an address. */
export function Choices({ label, isLabelShown, choices, end }: ChoicesProps): VNode {
  return (
    <nav class={end === true ? 'choices end' : 'choices'} aria-label={label}>
      {isLabelShown === true && (
        <span class="small" aria-hidden="true">
          {label}
        </span>
      )}
      {choices.map(({ text, href, isCurrent }) => (
        <a href={href} aria-current={isCurrent ? 'true' : undefined}>
          {text}
        </a>
      ))}
    </nav>
  );
}
