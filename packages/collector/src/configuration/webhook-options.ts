import type { Event } from '@hitmark/codec/event';
import type { WebhookFormat } from './webhook-formats.ts';

/** One receiver of events. */
export interface WebhookReceiver {
  /** http or https, each at most once. */
  readonly url: string;
  /**
   * `whsec_` and base64 of 24 to 64 bytes. Each signs, so that a receiver may know the old or the new one
   * while they are rotated.
   * @defaultValue none, which format `pytracking` allows
   */
  readonly secrets: readonly string[];
  /**
   * Standard Webhooks, or the JSON of pytracking 0.2.3.
   * @defaultValue 'standard'
   */
  readonly format: WebhookFormat;
  /**
   * Types of the events that it is sent.
   * @defaultValue all; of format `pytracking` open and click, since it knows no others
   */
  readonly types: readonly Event['type'][];
  /**
   * Time in which it must answer, in ms.
   * @defaultValue 15000; of format `pytracking` 5000
   */
  readonly timeoutMs: number;
}

/** Options of webhooks whose URL stands in a token. */
export type WebhookKey = Pick<WebhookReceiver, 'secrets' | 'format'>;

/** Options of webhooks. */
export interface WebhookOptions {
  /**
   * Receivers of events. As an environment variable: JSON.
   * @defaultValue []
   */
  readonly webhooks: readonly WebhookReceiver[];
  /**
   * Signing secrets, by id of a link key, of the webhooks that authentic tokens of that key ask for. Those of
   * other keys become dead letters. As an environment variable: JSON.
   * @defaultValue {}
   */
  readonly webhookKeys: Readonly<Record<string, WebhookKey>>;
  readonly webhookTargets: {
    /**
     * Lets receivers have private, loopback and other special addresses.
     * @defaultValue false: a token could make the collector post into its own network
     */
    readonly allowPrivateAddresses: boolean;
    /**
     * Ports of receivers beside 80 and 443.
     * @defaultValue []
     */
    readonly allowedPorts: readonly number[];
  };
}

/** A receiver as it is given: what is left out has its default. */
export type GivenWebhookReceiver = Pick<WebhookReceiver, 'url'> & Partial<WebhookReceiver>;
