import { systemRandomBytes } from '#random';
import { LinkError } from '../link-error.ts';
import { isPlainObject } from '../python/dumps.ts';
import type { JsonValue } from './json.ts';
import { silence, type LinkContent, type LinkKind, type Tracking } from './link.ts';
import type { SealingBase, Settings } from './links-options.ts';
import { writePytracking } from './pytracking-token.ts';

/** What may be said about one link. */
export interface LinkOptions {
  /**
   * Tells the target which click led there, by `hm_click` in its query.
   *
   * @defaultValue false: not every target takes a parameter more
   */
  readonly clickId?: boolean | undefined;
  /**
   * How long after `sentAtMs` the link is read; null: for ever.
   *
   * @defaultValue that of `createLinks`
   */
  readonly expiresInSeconds?: number | null | undefined;
  /**
   * When the email is sent, Unix ms; kept to the second. null leaves it out and saves five characters.
   *
   * @defaultValue now
   */
  readonly sentAtMs?: number | null | undefined;
  /**
   * Whether and how the recipient is tracked.
   *
   * @defaultValue 'full'
   */
  readonly tracking?: Tracking | undefined;
  /** Id of the email. */
  readonly message?: string | null | undefined;
  /** Which of the email's links this is. */
  readonly position?: number | null | undefined;
  /** What the link says, or what you call it. */
  readonly label?: string | null | undefined;
  readonly tags?: readonly string[] | undefined;
}

/** Of an unsubscribe link, which never expires. */
export type UnsubscribeOptions = Omit<LinkOptions, 'clickId' | 'expiresInSeconds' | 'tracking'>;

/** A link's URL. `target` is where a click leads. */
export function makeLink(
  settings: Settings,
  kind: LinkKind,
  target: string | null,
  metadata: JsonValue | undefined,
  options: LinkOptions,
): string {
  const base = settings.bases[kind];
  if (!base) throw new TypeError(`expected createLinks to know ${kind}Url`);
  const content = contentOf(settings, target, metadata, options);
  const token =
    settings.format === 'pytracking' && kind !== 'unsubscribe'
      ? pytracking(settings, content)
      : sealed(base, content);
  const url = base.start + token + base.end;
  const { maxUrlLength = 2000 } = settings;
  if (url.length <= maxUrlLength) return url;
  throw new LinkError('too-long', `expected at most ${maxUrlLength} characters, got ${url.length}`);
}

function contentOf(
  settings: Settings,
  url: string | null,
  metadata: JsonValue | undefined,
  options: LinkOptions,
): Partial<LinkContent> {
  const { sentAtMs = settings.now(), expiresInSeconds = settings.expiresInSeconds ?? null } =
    options;
  return {
    ...(options as Partial<LinkContent>),
    url,
    webhook: settings.webhookUrl ?? null,
    webhookTimeoutMs: settings.webhookTimeoutMs ?? null,
    metadata: merge(settings.defaultMetadata, metadata),
    sentAtMs,
    expiresAtMs: expiryOf(sentAtMs ?? settings.now(), expiresInSeconds),
    site: settings.site ?? null,
    tags: options.tags?.length ? options.tags : silence.tags,
  };
}

function expiryOf(fromMs: number, seconds: number | null): number | null {
  if (seconds === null) return null;
  if (seconds > 0) return fromMs + seconds * 1000;
  throw new RangeError('expected expiresInSeconds to be more than 0');
}

/** As pytracking does: members of the link win, and what is no object replaces the default. */
function merge(defaults: Settings['defaultMetadata'], metadata: JsonValue = {}): JsonValue {
  return isPlainObject(metadata) ? { ...defaults, ...metadata } : metadata;
}

function sealed({ seal }: SealingBase, content: Partial<LinkContent>): string {
  if (!seal) throw new TypeError('expected a key that generateKey made');
  return seal(content);
}

/** What a pytracking link has no room for. */
const lost = ['expiresInSeconds', ...Object.keys(silence)].filter(
  (name) => !/^(url|webhook|metadata|sentAtMs)$/.test(name),
) as (keyof LinkContent)[];

function pytracking(settings: Settings, content: Partial<LinkContent>): string {
  const { url = null, webhook = null, metadata = null, sentAtMs } = content;
  const name = lost.find((of) => (content[of] ?? silence[of]) !== silence[of]);
  if (name) throw new TypeError(`expected no ${name} in a pytracking link`);
  return writePytracking(
    { url, webhook, metadata },
    settings.fernetKeys,
    sentAtMs ?? settings.now(),
    settings.randomBytes ?? systemRandomBytes,
  );
}
