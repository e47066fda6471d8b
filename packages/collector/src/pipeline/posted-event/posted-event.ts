import type { Client, Event } from '@hitmark/codec/event';

/**
 * An event as a site's own server posts it in JSON, with the members that it may set. Browser, operating system,
 * device and actor are derived from these, and the site is that of the server's key.
 */
export interface PostedEvent extends Pick<
  Event,
  | 'type'
  | 'name'
  | 'view'
  | 'visitor'
  | 'user'
  | 'recipient'
  | 'url'
  | 'title'
  | 'referrer'
  | 'search'
  | 'campaign'
  | 'message'
  | 'data'
  | 'engagement'
  | 'weight'
  | 'consent'
> {
  /** The server's own key of the event: events with the same key are stored once. Null: never a duplicate. */
  readonly key: string | null;
  /** Time at which it happened, Unix ms; null: when it was received. */
  readonly time: number | null;
  /** Time at which its email was sent, Unix ms. */
  readonly sent_time: number | null;
  readonly client: Pick<
    Client,
    'ip' | 'user_agent' | 'language' | 'screen' | 'viewport' | 'timezone' | 'country'
  >;
}

/** Reason for which an event of a list was not taken. */
export interface PostedProblem {
  /** Place in the list, from 0. */
  readonly index: number;
  /** Member that is wrong, such as `client.ip`; empty: the event as a whole. */
  readonly path: string;
  readonly code: 'invalid-value' | 'unknown-member' | 'internal';
  /** Expectation that was not met. */
  readonly message: string;
}
