import type { Event } from '@hitmark/codec/event';
import type { LevelWithSilent } from 'pino';
import type { ClickhouseOptions } from './clickhouse-options.ts';
import type { GivenKafkaOptions, KafkaOptions } from './kafka-options.ts';
import type { LimitOptions } from './limit-options.ts';
import type { PrivacyOptions, Site } from './privacy-options.ts';
import type { LinkPageOptions } from '../pipeline/link/page/link-pages.ts';
import type { ReportOptions } from './report-options.ts';
import type { GivenWebhookReceiver, WebhookKey, WebhookOptions } from './webhook-options.ts';

/**
 * Everything an operator can set. The same names everywhere: `--trusted-proxy-hops 1`,
 * `HITMARK_TRUSTED_PROXY_HOPS=1`, `trustedProxyHops: 1` in hitmark.config.{ts,mjs,json}; nested ones
 * `--cookie.name id`, `HITMARK_COOKIE__NAME=id`, `cookie: { name: 'id' }`.
 */
export interface Options
  extends
    ClickhouseOptions,
    KafkaOptions,
    LimitOptions,
    PrivacyOptions,
    ReportOptions,
    WebhookOptions {
  /**
   * Address to listen on.
   * @defaultValue '127.0.0.1': a TLS-terminating proxy on the same host is in front
   */
  readonly host: string;
  /**
   * Port to listen on; 0 lets the system choose. Also read from `PORT`.
   * @defaultValue 8700
   */
  readonly port: number;
  /**
   * Folder of the journal.
   * @defaultValue './hitmark-data'
   */
  readonly data: string;
  /**
   * Address under which browsers reach the collector, such as `https://t.example.com`. Decides whether
   * cookies are given as over https.
   * @defaultValue null: taken from each request
   */
  readonly publicUrl: string | null;
  /** @defaultValue 'info' */
  readonly logLevel: LevelWithSilent;
  /**
   * Proxies in front whose X-Forwarded-For, -Proto and -Host are believed, counted from the right.
   * @defaultValue 0: none, since anybody can send these headers
   */
  readonly trustedProxyHops: number;
  readonly links: {
    /**
     * Keys of links: sealed ones (`hm1.…`, from `hitmark keygen`) and pytracking's Fernet keys. Each
     * reads what it made. Secrets: never flags.
     * @defaultValue []: only plain pytracking links can be read
     */
    readonly keys: readonly string[];
    /**
     * The senders' dictionaries, see `createLinks`.
     * @defaultValue []
     */
    readonly dictionaries: readonly string[];
    /**
     * Hosts (`example.com`, `example.com:8080`) to which clicks of plain pytracking links are redirected.
     * @defaultValue []: such a link proves nothing, and could lead anywhere
     */
    readonly plainRedirectHosts: readonly string[];
    /**
     * Lets clicks lead to a URL with a user name or password.
     * @defaultValue false
     */
    readonly allowUserinfo: boolean;
    /**
     * URL that the click of an authentic link leads to once the link has expired.
     * @defaultValue null: a page with status 404
     */
    readonly fallbackUrl: string | null;
    /**
     * Time that an open or a click waits for the disk before it is answered `Hitmark-Stored: pending`, in ms.
     * @defaultValue 250
     */
    readonly waitMs: number;
    /**
     * Token that a sender must send to make links, rewrite emails and read links by HTTP on the report's
     * port: `Authorization: Bearer <token>`. It reads no report. A secret: never a flag.
     * @defaultValue null: nobody may
     */
    readonly apiToken: string | null;
  };
  /** Files that let apps open links of this host. Served on a host of the collector's own, not where it is mounted. */
  readonly appLinks: {
    /**
     * Folder with `apple-app-site-association`, `assetlinks.json` or both; read at the start.
     * @defaultValue null: no app opens links of this host
     */
    readonly folder: string | null;
  };
  /** The pages that people see who follow an unsubscribe link. */
  readonly unsubscribePage: LinkPageOptions;
  /**
   * Keys by site, with which its own server may tell the time, visitor and user of what it posts to
   * `/hits`. Several, so that they can be rotated. Secrets: never flags. As an environment variable: JSON.
   * @defaultValue {}: nobody may
   */
  readonly siteKeys: Readonly<Record<string, readonly string[]>>;
  readonly files: {
    /**
     * Folder of the files that events are written into, one JSON object a line.
     * @defaultValue null: none are written
     */
    readonly folder: string | null;
    /**
     * Size of a file, at most; the next is begun before a line too many, and with each day (UTC).
     * @defaultValue 67108864 (64 MiB): small enough to open, large enough that few are made
     */
    readonly maxBytes: number;
    /**
     * Days after whose end a file is deleted. `retentionDays` leaves files alone.
     * @defaultValue null: kept, since files are written to be used
     */
    readonly keepDays: number | null;
    /** Types of the events. @defaultValue all types */
    readonly types: readonly Event['type'][];
  };
  readonly stdout: {
    /**
     * Prints events to stdout, one JSON object a line.
     * @defaultValue false
     */
    readonly enabled: boolean;
    /** Types of the events. @defaultValue all types */
    readonly types: readonly Event['type'][];
  };
  readonly metrics: {
    /**
     * Token of `/metrics`: a scraper sends `Authorization: Bearer <token>`. A secret: never a flag.
     * @defaultValue null: without it `/metrics` is not served, unless on an address of its own
     */
    readonly token: string | null;
    /**
     * Address of `/metrics`, if it has a port of its own.
     * @defaultValue '127.0.0.1'
     */
    readonly host: string;
    /**
     * Port for `/metrics` alone, 0 lets the system choose; `port` does not serve it then.
     * @defaultValue null: none
     */
    readonly port: number | null;
  };
  /**
   * Days after which an event is deleted.
   * @defaultValue null: kept until the operator decides otherwise
   */
  readonly retentionDays: number | null;
  /**
   * Time that a hit waits for the disk before it is answered 503, in ms.
   * @defaultValue 10000
   */
  readonly storeTimeoutMs: number;
  /**
   * Answers simple requests of `serve` and `demo` without Node's HTTP objects.
   * @defaultValue true: 1.4 times the rate. Off, every request goes through Node's parser and Koa
   */
  readonly fastPath: boolean;
  /**
   * Processes of `serve` and `demo` that take hits, all for one journal.
   * @defaultValue 1: a second one pays off where a core is idle
   */
  readonly workers: number;
  /**
   * Time after SIGTERM in which new requests are still taken, each told to close its connection, in ms.
   * @defaultValue 250: busy connections end by themselves, so that none is cut
   */
  readonly drainMs: number;
  /** Paths of the routes; the first of each is its name, the others are aliases. */
  readonly paths: {
    /** @defaultValue ['/tag.js'] */
    readonly tag: readonly string[];
    /** @defaultValue ['/buster.js'] */
    readonly buster: readonly string[];
    /** @defaultValue ['/track.js'] */
    readonly script: readonly string[];
    /** @defaultValue ['/pixel.gif'] */
    readonly pixel: readonly string[];
    /** @defaultValue ['/hits'] */
    readonly hits: readonly string[];
    /** Prefixes: the token follows. @defaultValue ['/o'] */
    readonly open: readonly string[];
    /** @defaultValue ['/c'] */
    readonly click: readonly string[];
    /** @defaultValue ['/u'] */
    readonly unsubscribe: readonly string[];
    /** @defaultValue ['/healthz'] */
    readonly health: readonly string[];
    /** @defaultValue ['/readyz'] */
    readonly ready: readonly string[];
    /** @defaultValue ['/metrics'] */
    readonly metrics: readonly string[];
    /** Served on a host of the collector's own, not where it is mounted. @defaultValue ['/robots.txt'] */
    readonly robots: readonly string[];
  };
}

/** `Options` as they are given: whatever is left out has its default. */
export type PartialOptions = {
  readonly kafka?: GivenKafkaOptions;
  readonly webhooks?: readonly GivenWebhookReceiver[];
  readonly webhookKeys?: Readonly<Record<string, Partial<WebhookKey>>>;
  readonly sites?: Readonly<Record<string, Partial<Site>>> | null;
} & {
  readonly [
    Name in Exclude<keyof Options, 'kafka' | 'webhooks' | 'webhookKeys' | 'sites'>
  ]?: Options[Name] extends readonly unknown[]
    ? Options[Name]
    : Options[Name] extends object
      ? Partial<Options[Name]>
      : Options[Name];
};
