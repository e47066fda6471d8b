import type { Event } from '@hitmark/codec/event';

/** One event to store, with the facts that the journal needs beside it. */
export interface Entry {
  readonly event: Event;
  /** The collector's clock, Unix ms. */
  readonly received: number;
  /** Identity that tells a re-sent hit from a new one; null: never a duplicate. */
  readonly hit: { readonly time: number; readonly identity: string } | null;
  /** @defaultValue null: configured receivers only */
  readonly webhook?: TokenWebhook | null;
}

/** URL to which the authentic token of an event wants it posted. */
export interface TokenWebhook {
  readonly url: string;
  /** null: as the webhook's format has it. */
  readonly timeoutMs: number | null;
  /** Id of the key that proved the token, `pytracking` for a Fernet key; its secret signs. */
  readonly key: string;
}
