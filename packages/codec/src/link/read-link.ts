import { LinkError } from '../link-error.ts';
import type { Link, LinkKind } from './link.ts';
import type { Settings } from './links-options.ts';
import { maxRecipientLength, recipientIn } from './recipient.ts';
import { isSealed } from './token-text.ts';
import { tokenIn } from './tracking-url.ts';

/** Facts that a caller knows about a token before it is read, and that are checked. */
export interface ReadOptions {
  /**
   * Kind that the token must have, such as that of the route which received it.
   *
   * @defaultValue any kind
   */
  readonly kind?: LinkKind | undefined;
  /**
   * Host that received the token, with or without a port: a link made with `bindHost` is refused at others.
   *
   * @defaultValue the host of the URL; a token or path alone has none, and a bound link is then refused
   */
  readonly host?: string | undefined;
}

/**
 * Reads the link of a token, sealed or of pytracking.
 *
 * @throws LinkError for a token that is damaged, bound to another host, of another kind, or expired
 */
export function readLink(settings: Settings, urlOrToken: string, options: ReadOptions): Link {
  const token = tokenIn(urlOrToken);
  const format = settings.formats[isSealed(token) ? 'sealed' : 'pytracking'];
  // Takes a URL as well, and finds the host in it.
  const read = format.read(token, options.host ?? urlOrToken);
  const link = settings.recipientKey == null ? read : withRecipient(read, settings.recipientKey);
  if (link.kind !== (options.kind ?? link.kind)) {
    throw new LinkError('wrong-kind', `token is one of ${link.kind}, not of ${options.kind}`);
  }
  if (link.expiresAtMs !== null && link.expiresAtMs <= settings.now()) {
    throw new LinkError('expired', 'link has expired');
  }
  return link;
}

/**
 * Adds the recipient that the metadata names, where the link has none of its own. One that is too long is left
 * out rather than cut: the first half of a recipient's key may be somebody else's.
 */
function withRecipient(link: Link, key: string): Link {
  const recipient = link.recipient ?? recipientIn(link.metadata, key);
  return recipient === null || recipient.length > maxRecipientLength
    ? link
    : { ...link, recipient };
}
