import { LinkError } from '../link-error.ts';
import { silence, type Link, type LinkKind } from './link.ts';
import type { Settings } from './links-options.ts';
import { readPytracking } from './pytracking-token.ts';
import { unsealLink } from './sealed-token.ts';
import { isSealed } from './token-text.ts';
import { tokenIn } from './tracking-url.ts';

/** What is known about a token that is read. */
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
  const link = isSealed(token)
    ? unseal(settings, token, options.host ?? urlOrToken)
    : decode(settings, token);
  if (link.kind !== (options.kind ?? link.kind)) {
    throw new LinkError('wrong-kind', `token is one of ${link.kind}, not of ${options.kind}`);
  }
  if (link.expiresAtMs !== null && link.expiresAtMs <= settings.now()) {
    throw new LinkError('expired', 'link has expired');
  }
  return link;
}

function unseal(settings: Settings, token: string, host: string): Link {
  const { kind, key, content } = unsealLink(
    token,
    settings.sealingKeys,
    host,
    settings.dictionaries,
  );
  return { ...content, kind, key, format: 'sealed', authentic: true };
}

/** pytracking's tokens don't say what they are for, but only those of clicks hold a URL. */
function decode(settings: Settings, token: string): Link {
  const { content, authentic, sentAtMs } = readPytracking(
    token,
    settings.fernetKeys,
    settings.now(),
  );
  return {
    ...silence,
    ...content,
    kind: content.url === null ? 'open' : 'click',
    sentAtMs,
    key: null,
    format: 'pytracking',
    authentic,
  };
}
