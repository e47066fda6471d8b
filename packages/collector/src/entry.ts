import type { Event } from '@hitmark/codec/event';

/** How long a page can be credited with a click; then the journal forgets where it led. */
export const maxClickAgeMs = 30 * 60 * 1000;

/** One event to store, with what the journal must know beside it. */
export interface Entry {
  readonly event: Event;
  /** The collector's clock, Unix ms. */
  readonly received: number;
  /** What tells a re-sent hit from a new one; null: never a duplicate. */
  readonly hit: { readonly time: number; readonly identity: string } | null;
  /**
   * Host and path of the page that is told this click's id.
   * @defaultValue null: none is
   */
  readonly clickPlace?: string | null;
  /** @defaultValue null: configured receivers only */
  readonly webhook?: TokenWebhook | null;
}

/** Where the authentic token of an event wants it posted. */
export interface TokenWebhook {
  readonly url: string;
  /** null: as the webhook's format has it. */
  readonly timeoutMs: number | null;
  /** Id of the key that proved the token, `pytracking` for a Fernet key; its secret signs. */
  readonly key: string;
}
