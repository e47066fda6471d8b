import type { ComponentChildren, VNode } from 'preact';

export interface MaybeLinkProps {
  /** Null: nothing to link to. */
  readonly href: string | null;
  /** Class of the link or the text. */
  readonly className?: string | undefined;
  /** Class of the link where `className` is left out; a text gets none. */
  readonly linkClass?: string;
  readonly children: ComponentChildren;
}

/** A link, or a `<span>` with the same content where `href` is null. */
export function MaybeLink({ href, className, linkClass, children }: MaybeLinkProps): VNode {
  return href === null ? (
    <span class={className}>{children}</span>
  ) : (
    <a class={className ?? linkClass} href={href}>
      {children}
    </a>
  );
}
