import type { ComponentChildren, VNode } from 'preact';

export interface MaybeLinkProps {
  /** Null: there is nowhere to go. */
  readonly href: string | null;
  readonly className?: string | undefined;
  /** Class of the link only. */
  readonly linkClass?: string;
  readonly children: ComponentChildren;
}

/** A link where there is somewhere to go, else its text. */
export function MaybeLink({ href, className, linkClass, children }: MaybeLinkProps): VNode {
  return href === null ? (
    <span class={className}>{children}</span>
  ) : (
    <a class={className ?? linkClass} href={href}>
      {children}
    </a>
  );
}
