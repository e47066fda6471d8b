import type { JsonValue } from './json.ts';
import type { Link } from './link.ts';
import { resolveLinks, type LinksOptions } from './links-options.ts';
import { makeLink, type LinkOptions, type UnsubscribeOptions } from './make-link.ts';
import { readLink, type ReadOptions } from './read-link.ts';
import { redirectLocation } from './redirect-location.ts';

type Tracked = LinkOptions & { readonly tracking?: 'full' | 'anonymous' | undefined };

/** Makes and reads links. */
export interface Links {
  /** What its links are made of: those of pytracking have no room for a position, label or tags. */
  readonly format: 'sealed' | 'pytracking';
  /**
   * The URL of a pixel that reports the opening of an email; null for `tracking: 'none'`.
   *
   * @throws TypeError for metadata that is not JSON, RangeError where it is too deep or a time is out
   *   of range, LinkError `too-long`
   */
  open(metadata?: JsonValue, options?: Tracked): string;
  open(metadata: JsonValue | undefined, options: LinkOptions): string | null;
  /**
   * The URL that reports a click and leads on to `url`; `url` itself for `tracking: 'none'`.
   *
   * @throws what `open` does, and LinkError for a `url` that `redirectLocation` refuses
   */
  click(url: string, metadata?: JsonValue, options?: LinkOptions): string;
  /**
   * The URL for List-Unsubscribe (RFC 8058). Always sealed, and never expires.
   *
   * @throws what `open` does
   */
  unsubscribe(metadata?: JsonValue, options?: UnsubscribeOptions): string;
  /**
   * Reads a token, or the last segment of a URL or path, of either format.
   *
   * @throws LinkError, and nothing else: what is read comes from outside
   */
  read(urlOrToken: string, options?: ReadOptions): Link;
}

/**
 * The links of emails: everything the tracking host must know travels inside, so the two share
 * nothing but keys.
 *
 * @throws TypeError for an option that makes no sense, LinkError for a key or a URL that is none
 */
export function createLinks(options: LinksOptions): Links {
  const settings = resolveLinks(options);
  function open(metadata: JsonValue | undefined, link: Tracked): string;
  function open(metadata?: JsonValue, link: LinkOptions = {}): string | null {
    return link.tracking === 'none' ? null : makeLink(settings, 'open', null, metadata, link);
  }
  return Object.freeze({
    format: settings.format ?? 'sealed',
    open,
    click: (url, metadata, link = {}) => {
      if (link.tracking === 'none') return url;
      redirectLocation(url, settings);
      return makeLink(settings, 'click', url, metadata, link);
    },
    unsubscribe: (metadata, link = {}) =>
      makeLink(settings, 'unsubscribe', null, metadata, { ...link, expiresInSeconds: null }),
    read: (urlOrToken, known = {}) => readLink(settings, urlOrToken, known),
  } satisfies Links);
}
