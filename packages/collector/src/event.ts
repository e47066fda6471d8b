import type { ActorReason } from './pipeline/actor.ts';

/** What can have happened. */
export const eventTypes = [
  'pageview',
  'engagement',
  'event',
  'open',
  'click',
  'unsubscribe',
] as const;

/**
 * The stored record of one happening, as it stands in the journal, in exports and (later) in what
 * forwarders send. Null and empty members are left out on disk and on the wire.
 */
export interface Event {
  /** Version of this shape. */
  readonly v: 1;
  /** uuid v7, the idempotency key downstream. Order comes from the journal's sequence, not from here. */
  readonly id: string;
  readonly type: (typeof eventTypes)[number];
  /** Name of an event. */
  readonly name: string | null;
  /** When it happened, by the collector's clock: ISO 8601, UTC, ms. */
  readonly time: string;
  /** When it happened, by the page's clock. */
  readonly client_time: string | null;
  readonly site: string | null;
  /** Id of the page view that events and engagement belong to. */
  readonly view: string | null;
  /** uuid v4 of the browser's cookie or from the site's server, or 32 hex digits of today's hash. */
  readonly visitor: string | null;
  readonly visitor_kind: 'cookie' | 'daily' | 'given' | null;
  /** `hitmark('identify', id)`. */
  readonly user: string | null;
  readonly url: string | null;
  readonly title: string | null;
  readonly referrer: string | null;
  readonly search: string | null;
  readonly campaign: Campaign;
  /** The email click that led here. */
  readonly click: string | null;
  /** Where a click led. */
  readonly link: Link | null;
  /** The email that a link stands in, as the sender names it. */
  readonly message: string | null;
  /** When the email was sent: ISO 8601, UTC. */
  readonly sent_time: string | null;
  /** What the email's recipient agreed to. */
  readonly tracking: 'full' | 'anonymous' | null;
  /** What vouches for an email's link. */
  readonly token: Token | null;
  /** What the page passed on, or the metadata of an email's link. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly engagement: { readonly ms: number | null; readonly scroll: number | null };
  /** How many happenings this one stands for. */
  readonly weight: number;
  readonly client: Client;
  /** Who did it: a person or a program. Only ever a label: nothing is dropped for it. */
  readonly actor: 'human' | 'machine' | 'unknown';
  /** What speaks for it; none: nothing speaks against a person. */
  readonly actor_reasons: readonly ActorReason[];
  readonly consent: 'granted' | 'denied' | 'unset';
}

/** The link that was clicked. */
export interface Link {
  readonly url: string;
  /** Place among the email's links, from 1. */
  readonly position: number | null;
  readonly label: string | null;
  readonly tags: readonly string[];
}

/** The token that a link carried. */
export interface Token {
  readonly format: 'sealed' | 'pytracking';
  /** Id of the key that sealed it. */
  readonly key: string | null;
  /** Whether a key vouches for what it said. */
  readonly authentic: boolean;
}

export interface Campaign {
  readonly source: string | null;
  readonly medium: string | null;
  readonly name: string | null;
  readonly term: string | null;
  readonly content: string | null;
}

/** What is known of the browser. */
export interface Client {
  /** Truncated: /24 of IPv4, /48 of IPv6. */
  readonly ip: string | null;
  /** At most 512 characters. */
  readonly user_agent: string | null;
  /** Name and major version, such as `Firefox 133`. */
  readonly browser: string | null;
  /** Such as `Windows`. */
  readonly os: string | null;
  readonly device: 'desktop' | 'mobile' | 'tablet' | 'tv' | null;
  readonly language: string | null;
  /** CSS pixels, `1920x1080`. */
  readonly screen: string | null;
  readonly viewport: string | null;
  /** IANA name. */
  readonly timezone: string | null;
  /** ISO 3166-1, two letters. */
  readonly country: string | null;
}

/**
 * Reads an event's JSON text, in which empty members are missing. What is no object, as some other program
 * may have written it, is an event without members.
 */
export function parseEvent(text: string): Partial<Event> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
