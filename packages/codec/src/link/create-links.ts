import { memoize } from '../memoize.ts';
import type { JsonValue } from '../json.ts';
import type { Link } from './link.ts';
import { resolveLinks, type LinksOptions } from './links-options.ts';
import { createMakeLink, type LinkOptions, type UnsubscribeOptions } from './make-link.ts';
import { makeSentEvent, type SentEvent } from './make-sent-event.ts';
import { readLink, type ReadOptions } from './read-link.ts';
import { redirectLocation } from './redirect-location.ts';

type Tracked = LinkOptions & { readonly tracking?: 'full' | 'anonymous' | undefined };

/** Makes and reads links. Its functions may be taken apart. */
export interface Links {
  /** Format of its links: those of pytracking have no room for a position, label or tags. */
  readonly format: 'sealed' | 'pytracking';
  /** The hosts its links lead to, with their ports. */
  readonly hosts: readonly string[];
  /**
   * The URL of a pixel that reports the opening of an email; null for `tracking: 'none'`.
   *
   * @throws LinkError `bad-input` or `too-deep` for metadata that is not JSON, `too-long`; RangeError
   *   for a time out of range; TypeError where `createLinks` was not given what this needs
   */
  readonly open: {
    (metadata?: JsonValue, options?: Tracked): string;
    (metadata: JsonValue | undefined, options: LinkOptions): string | null;
  };
  /**
   * The URL that reports a click and leads on to `url`; `url` itself for `tracking: 'none'`.
   *
   * @throws the errors of `open`, and LinkError where `redirectLocation` refuses `url`
   */
  readonly click: (url: string, metadata?: JsonValue, options?: LinkOptions) => string;
  /**
   * The URL for List-Unsubscribe (RFC 8058). Always sealed; never expires.
   *
   * @throws the errors of `open`
   */
  readonly unsubscribe: (metadata?: JsonValue, options?: UnsubscribeOptions) => string;
  /**
   * Makes the event `sent` of an email with such links. Post it to the collector's `/hits`, with a site's key.
   * For an anonymous email it has no recipient; null for `tracking: 'none'`.
   *
   * @throws the errors of `open`
   */
  readonly sent: (metadata?: JsonValue, options?: LinkOptions) => SentEvent | null;
  /**
   * Reads a token, or the last segment of a URL or path, of either format.
   *
   * @throws LinkError, and no other error: links come from outside
   */
  readonly read: (urlOrToken: string, options?: ReadOptions) => Link;
}

/**
 * The links of emails: everything that the tracking host must know travels inside, so that sender and
 * host share nothing but keys. All of it is synchronous; equal links have equal URLs.
 *
 * @example
 * const links = createLinks({ clickUrl: 'https://t.example.com/c/', keys: generateKey('2026-11') });
 * const url = links.click('https://www.example.com/boots', { customer_id: 1 });
 * links.read(url, { kind: 'click' }).metadata; // { customer_id: 1 }
 *
 * @throws TypeError for an option that makes no sense, LinkError for a key or a URL that is none
 */
export function createLinks(options: LinksOptions): Links {
  const settings = resolveLinks(options);
  const makeLink = createMakeLink(settings);
  // An email's links lead to the same places for every recipient.
  const checkTarget = memoize((url) => redirectLocation(url, settings));
  function open(metadata?: JsonValue, link?: Tracked): string;
  function open(metadata: JsonValue | undefined, link: LinkOptions): string | null;
  function open(metadata?: JsonValue, link: LinkOptions = {}): string | null {
    return link.tracking === 'none' ? null : makeLink('open', metadata, link);
  }
  return Object.freeze({
    format: settings.format ?? 'sealed',
    hosts: Object.values(settings.bases).flatMap((base) => (base ? new URL(base.start).host : [])),
    open,
    click: (url, metadata, link = {}) => {
      if (link.tracking === 'none') return url;
      checkTarget(url);
      return makeLink('click', metadata, link, url);
    },
    unsubscribe: (metadata, link = {}) =>
      makeLink('unsubscribe', metadata, { ...link, expiresInSeconds: null }),
    sent: (metadata, link = {}) => makeSentEvent(settings, metadata, link),
    read: (urlOrToken, known = {}) => readLink(settings, urlOrToken, known),
  } satisfies Links);
}
