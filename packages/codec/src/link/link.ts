import type { JsonValue } from '../json.ts';

/** Kind of a link, to which its token is bound. */
export type LinkKind = 'open' | 'click' | 'unsubscribe';

/**
 * - `full`: the visitor is recognised
 * - `anonymous`: counted, with nothing that tells who it was
 * - `none`: no link is made: no pixel, and clicks lead straight to their target
 */
export type Tracking = 'full' | 'anonymous' | 'none';

/** Link as its token describes it, and the key that vouches for it. */
export interface Link {
  readonly kind: LinkKind;
  /** Target of a click, as the sender wrote it; null for other kinds. */
  readonly url: string | null;
  readonly metadata: JsonValue;
  /** URL to which the sender wants the event posted. Not to be used unless `authentic`. */
  readonly webhook: string | null;
  /** Time that the webhook may take to answer, in ms; null: as the collector has it. */
  readonly webhookTimeoutMs: number | null;
  /** Time at which the email was sent, Unix ms to the second. */
  readonly sentAtMs: number | null;
  /** Time from which on the link is no longer read, Unix ms. */
  readonly expiresAtMs: number | null;
  /** Id of the key that sealed the token; null for pytracking's. */
  readonly key: string | null;
  readonly format: 'sealed' | 'pytracking';
  /** True where a key vouches for all this. A plain pytracking token can be made by anybody. */
  readonly authentic: boolean;
  readonly tracking: Exclude<Tracking, 'none'>;
  /** True: the click's target gets the click's id, as `hm_click`. */
  readonly clickId: boolean;
  readonly site: string | null;
  readonly message: string | null;
  /** The sender's own key of whom the email was sent to. */
  readonly recipient: string | null;
  readonly position: number | null;
  readonly label: string | null;
  readonly tags: readonly string[];
}

/** Content of a token. */
export type LinkContent = Omit<Link, 'kind' | 'key' | 'format' | 'authentic'>;

/** Values that are read where a token says nothing. */
export const linkDefaults: LinkContent = Object.freeze({
  sentAtMs: null,
  expiresAtMs: null,
  url: null,
  webhook: null,
  metadata: null,
  clickId: false,
  tracking: 'full',
  site: null,
  message: null,
  recipient: null,
  position: null,
  label: null,
  tags: Object.freeze([]),
  webhookTimeoutMs: null,
});
