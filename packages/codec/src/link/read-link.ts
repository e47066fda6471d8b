import { LinkError } from '../link-error.ts';
import type { Link, LinkKind } from './link.ts';
import type { Settings } from './links-options.ts';
import { maxRecipientLength, recipientIn } from './recipient.ts';
import { isSealed } from './token-text.ts';
import { tokenIn } from './tracking-url.ts';

/** Facts that are known about a token before it is read. */
export interface ReadOptions {
  /**
   * The kind that the token must be of, which the route knows.
   *
   * @defaultValue any
   */
  readonly kind?: LinkKind | undefined;
  /**
   * The host that the token came to, for links made with `bindHost`; a port is ignored.
   *
   * @defaultValue that of the URL, where it is a whole one
   */
  readonly host?: string | undefined;
}

export function readLink(settings: Settings, urlOrToken: string, options: ReadOptions): Link {
  const token = tokenIn(urlOrToken);
  const format = settings.formats[isSealed(token) ? 'sealed' : 'pytracking'];
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

/** A link that says no recipient itself; cut off nowhere, as half a key is another one. */
function withRecipient(link: Link, key: string): Link {
  const recipient = link.recipient ?? recipientIn(link.metadata, key);
  return recipient === null || recipient.length > maxRecipientLength
    ? link
    : { ...link, recipient };
}
