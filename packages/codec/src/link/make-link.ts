import { isPlainObject, type JsonValue } from '../json.ts';
import { LinkError } from '../link-error.ts';
import { linkDefaults, type LinkContent, type LinkKind, type Tracking } from './link.ts';
import type { Settings } from './links-options.ts';
import { maxRecipientLength, recipientIn } from './recipient.ts';

/** Options of one link. */
export interface LinkOptions {
  /**
   * Tells the target which click led there, by `hm_click` in its query.
   *
   * @defaultValue false: not every target takes a parameter more
   */
  readonly clickId?: boolean | undefined;
  /**
   * Time after `sentAtMs` for which the link is read, in seconds; null: for ever.
   *
   * @defaultValue that of `createLinks`
   */
  readonly expiresInSeconds?: number | null | undefined;
  /**
   * Time at which the email is sent, Unix ms; kept to the second. null leaves it out and saves five
   * characters.
   *
   * @defaultValue now
   */
  readonly sentAtMs?: number | null | undefined;
  /**
   * Degree to which the recipient is tracked.
   *
   * @defaultValue 'full'
   */
  readonly tracking?: Tracking | undefined;
  /** Id of the email. */
  readonly message?: string | null | undefined;
  /**
   * Your own key of whom the email is sent to, such as a customer's id: at most 128 characters. The
   * collector stores it with the event, unless tracking is anonymous, and erases by it.
   *
   * @defaultValue what `recipientKey` of `createLinks` names in the metadata; else null
   */
  readonly recipient?: string | null | undefined;
  /** Position of the link among those of the email. */
  readonly position?: number | null | undefined;
  /** Text of the link, or your own name for it. */
  readonly label?: string | null | undefined;
  readonly tags?: readonly string[] | undefined;
}

/** Options of an unsubscribe link, which never expires. */
export type UnsubscribeOptions = Omit<LinkOptions, 'clickId' | 'expiresInSeconds' | 'tracking'>;

/**
 * Makes a link's URL.
 *
 * @param target URL that a click leads to
 */
type MakeLink = (
  kind: LinkKind,
  metadata: JsonValue | undefined,
  options: LinkOptions,
  target?: string,
) => string;

export function createMakeLink(settings: Settings): MakeLink {
  return (kind, metadata, options, target) => {
    const base = settings.bases[kind];
    if (!base) throw new TypeError(`createLinks() needs \`${kind}Url\` to make ${kind} links`);
    // pytracking's links have the metadata only: a reader with the same `recipientKey` finds it there.
    const isSealed = kind === 'unsubscribe' || settings.format !== 'pytracking';
    const content = contentOf(settings, metadata, options, isSealed);
    const url = base.start + base.writeToken({ ...content, url: target ?? null }) + base.end;
    const { maxUrlLength = 2000 } = settings;
    if (url.length <= maxUrlLength) return url;
    throw new LinkError('too-long', `link has ${url.length} characters, more than ${maxUrlLength}`);
  };
}

/** Content of a link, but for the URL that it leads to. */
export function contentOf(
  settings: Settings,
  metadata: JsonValue | undefined,
  options: LinkOptions,
  isSealed = true,
): Omit<LinkContent, 'url'> {
  const { sentAtMs = settings.now(), expiresInSeconds = settings.expiresInSeconds ?? null } =
    options;
  const all = merge(settings.defaultMetadata, metadata);
  return {
    sentAtMs,
    expiresAtMs: expiryOf(sentAtMs ?? settings.now(), expiresInSeconds),
    webhook: settings.webhookUrl ?? null,
    metadata: all,
    clickId: options.clickId ?? false,
    // Anything but a clear `full` is anonymous.
    tracking: (options.tracking ?? 'full') === 'full' ? 'full' : 'anonymous',
    site: settings.site ?? null,
    message: options.message ?? null,
    recipient: recipientOf(isSealed ? settings.recipientKey : null, all, options),
    position: options.position ?? null,
    label: options.label ?? null,
    tags: options.tags?.length ? options.tags : linkDefaults.tags,
    webhookTimeoutMs: settings.webhookTimeoutMs ?? null,
  };
}

function expiryOf(fromMs: number, seconds: number | null): number | null {
  if (seconds === null) return null;
  if (seconds > 0) return fromMs + seconds * 1000;
  throw new RangeError('`expiresInSeconds` is not more than 0: null never expires');
}

/** Merges metadata as pytracking does: the link's members win, and a value that is no object replaces the default. */
function merge(defaults: Settings['defaultMetadata'], metadata: JsonValue = {}): JsonValue {
  return isPlainObject(metadata) ? { ...defaults, ...metadata } : metadata;
}

function recipientOf(
  key: string | null | undefined,
  metadata: JsonValue,
  { recipient }: LinkOptions,
): string | null {
  const known = recipient === undefined ? recipientIn(metadata, key) : recipient || null;
  if (known !== null && known.length > maxRecipientLength) {
    throw new RangeError(`\`recipient\` has more than ${maxRecipientLength} characters`);
  }
  return known;
}
