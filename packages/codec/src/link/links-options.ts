import type { JsonValue } from '../json.ts';
import { systemRandomBytes } from '../random.ts';
import type { LinkKind } from './link.ts';
import { redirectLocation, type RedirectOptions } from './redirect-location.ts';
import { isSealingKey, readSealingKey } from './sealing-key.ts';
import { createTokenFormats, type TokenFormats } from './token-formats.ts';
import type { TokenWriter } from './token-format.ts';
import type { TokenAlphabet } from './token-text.ts';
import { readBase, type Base } from './tracking-url.ts';

/**
 * Options by which links are made and read. Both sides need the same `keys` and `dictionaries`, and no
 * more.
 */
export interface LinksOptions extends RedirectOptions {
  /**
   * Address of open links, such as `https://t.example.com/o/`: with or without a final slash, and with a
   * query if you like, before which the token goes.
   *
   * @defaultValue none: `open` throws
   */
  readonly openUrl?: string | undefined;
  /**
   * Address of click links.
   *
   * @defaultValue none: `click` throws
   */
  readonly clickUrl?: string | undefined;
  /**
   * Address of unsubscribe links; https, as RFC 8058 §3.1 wants it.
   *
   * @defaultValue none: `unsubscribe` throws
   */
  readonly unsubscribeUrl?: string | undefined;
  /**
   * Keys that `generateKey` made: the first one seals, all unseal. To rotate, put a new one first and
   * take the old one out when its links are no longer wanted. Other texts are pytracking's Fernet keys.
   *
   * @defaultValue none: sealed links can be neither made nor read
   */
  readonly keys?: string | readonly string[] | undefined;
  /**
   * Format of the links that are made. Both are read, whatever this says.
   *
   * - `sealed`: encrypted, authentic, short
   * - `pytracking`: what pytracking 0.2.3 reads: Fernet where there is such a key, else plain base64,
   *   which anybody can read and make. They carry a URL, metadata and a webhook, and nothing else.
   *
   * @defaultValue 'sealed'
   */
  readonly format?: 'sealed' | 'pytracking' | undefined;
  /**
   * Alphabet of sealed tokens. Base32 is a fifth longer, and is read in any case of letters.
   *
   * @defaultValue 'base64url'
   */
  readonly alphabet?: TokenAlphabet | undefined;
  /**
   * Binds links to the host of their URL: its name elsewhere does not read them.
   *
   * @defaultValue false: a tracking domain may move
   */
  readonly bindHost?: boolean | undefined;
  /**
   * Texts that your links share, such as your domain, campaign names and metadata names, one after
   * another: up to 35 characters of the first one cost a link three bytes. The others are for reading
   * links that were made with them. A dictionary and a link have at most 32,768 characters together.
   *
   * @defaultValue []
   */
  readonly dictionaries?: readonly string[] | undefined;
  /**
   * Name of the sender's site, as the collector knows it.
   *
   * @defaultValue null
   */
  readonly site?: string | null | undefined;
  /**
   * URL to which the collector posts the event, beside its own webhooks. http or https.
   *
   * @defaultValue null
   */
  readonly webhookUrl?: string | null | undefined;
  /**
   * Time that the webhook may take to answer, in ms; the collector waits at most a minute.
   *
   * @defaultValue null: as the collector has it
   */
  readonly webhookTimeoutMs?: number | null | undefined;
  /**
   * Metadata of every link; a link's own members win.
   *
   * @defaultValue {}
   */
  readonly defaultMetadata?: { readonly [name: string]: JsonValue } | undefined;
  /**
   * The metadata's member that is the recipient, such as `customer_id`: a text or a number. A link's own
   * `recipient` wins. Links that hold none, such as pytracking's, are read by it too.
   *
   * @defaultValue null: none
   */
  readonly recipientKey?: string | null | undefined;
  /**
   * Time after the sending of the email for which open and click links are read, in seconds.
   *
   * @defaultValue null: for ever
   */
  readonly expiresInSeconds?: number | null | undefined;
  /**
   * Greatest length of a link's URL, in characters.
   *
   * @defaultValue 2000: the least that mail clients and servers agree on
   */
  readonly maxUrlLength?: number | undefined;
  /**
   * The clock, Unix ms.
   *
   * @defaultValue Date.now
   */
  readonly now?: (() => number) | undefined;
  /**
   * For Fernet only; sealed tokens need no randomness.
   *
   * @defaultValue crypto.getRandomValues
   */
  readonly randomBytes?: ((length: number) => Uint8Array) | undefined;
}

/** Address of links of one kind, and the writer of their tokens. */
type WritingBase = Base & { readonly writeToken: TokenWriter };

/** The options, checked, and values that are derived from them once. */
export interface Settings extends LinksOptions {
  readonly bases: Readonly<Record<LinkKind, WritingBase | null>>;
  readonly formats: TokenFormats;
  readonly now: () => number;
}

/** No mail provider posts to plain http; on this machine nobody can listen in. */
function isSecure(url: string): boolean {
  return /^(https:|http:\/\/(localhost|127\.0\.0\.1|\[::1])([:/?#]|$))/i.test(url);
}

/** @throws TypeError, or LinkError `bad-key` or one of those that `redirectLocation` throws */
export function resolveLinks(options: LinksOptions): Settings {
  const { unsubscribeUrl, webhookUrl, now = Date.now } = options;
  if (unsubscribeUrl && !isSecure(unsubscribeUrl)) {
    throw new TypeError(
      '`unsubscribeUrl` is not https, as RFC 8058 wants it; http is for localhost alone, to try it',
    );
  }
  // A webhook may want a password; nobody is led there.
  if (webhookUrl != null) redirectLocation(webhookUrl, { allowUserinfo: true });
  const keys = [options.keys ?? []].flat();
  const formats = createTokenFormats(
    {
      keys: keys.filter(isSealingKey).map(readSealingKey),
      dictionaries: [...(options.dictionaries ?? [])],
      alphabet: options.alphabet ?? 'base64url',
    },
    {
      keys: keys.filter((key) => !isSealingKey(key)),
      now,
      randomBytes: options.randomBytes ?? systemRandomBytes,
    },
  );
  const { format = 'sealed' } = options;
  const bases = {
    open: createBase('open', options.openUrl, format),
    click: createBase('click', options.clickUrl, format),
    // pytracking has no links that unsubscribe.
    unsubscribe: createBase('unsubscribe', unsubscribeUrl, 'sealed'),
  };
  return { ...options, bases, formats, now };

  function createBase(
    kind: LinkKind,
    url: string | undefined,
    of: keyof TokenFormats,
  ): WritingBase | null {
    const base = readBase(url);
    const host = options.bindHost && base ? base.host : '';
    return base && { ...base, writeToken: formats[of].createWriter(kind, host) };
  }
}
