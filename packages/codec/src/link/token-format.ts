import type { Link, LinkContent, LinkKind } from './link.ts';

/** A way to write links as tokens and to read them. */
export interface TokenFormat {
  /** @param host that tokens are bound to; empty for none */
  readonly createWriter: (kind: LinkKind, host: string) => TokenWriter;
  /**
   * @param host that the token came to, or its URL
   * @throws LinkError
   */
  readonly read: (token: string, host: string) => Link;
}

/**
 * Writes the token of a link.
 *
 * @throws TypeError where it has no key or no room for what the link says; LinkError for metadata that is
 *   not JSON; RangeError for a time out of range or too much text
 */
export type TokenWriter = (content: LinkContent) => string;
