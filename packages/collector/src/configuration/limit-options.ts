/** Limits of requests, rates and times. */
export interface LimitOptions {
  readonly limits: {
    /** @defaultValue 8192; longer ones are answered 414, over `maxHeaderBytes` 431 */
    readonly maxUrlBytes: number;
    /** @defaultValue 65536, as much as `sendBeacon` takes */
    readonly maxBodyBytes: number;
    /** A hit for several sites counts for each. @defaultValue 100; over it: 413 */
    readonly maxHitsPerRequest: number;
    /**
     * URL and headers of a request. Over it: 431.
     * @defaultValue 16384, as Node has it
     */
    readonly maxHeaderBytes: number;
    /**
     * Connections at a time, slow and idle ones too. More are closed as they come.
     * @defaultValue 16384: with about 10 KiB each they take less than 200 MiB. One whose client means harm
     * can take half a MiB
     */
    readonly maxConnections: number;
    /**
     * Hits that wait for the disk, in characters, as they came; over it: 503.
     * @defaultValue 8388608: some 20,000 page views
     */
    readonly maxQueuedBytes: number;
    /** The journal's file. @defaultValue null: `minFreeBytes` alone protects the disk; over it: 503 */
    readonly maxJournalBytes: number | null;
    /** Bytes that must stay free on the disk. @defaultValue 67108864; under it: 503 */
    readonly minFreeBytes: number;
  };
  readonly rateLimits: {
    /**
     * Events a minute from one address (IPv6: one /64). Over it hits are answered 429; opens and clicks
     * are not recorded, and lead on.
     * @defaultValue null: none. Behind a proxy that `trustedProxyHops` does not count all would share one
     */
    readonly addressPerMinute: number | null;
    /**
     * Events a minute of one site.
     * @defaultValue null: none. Anybody can send hits in the name of a site
     */
    readonly sitePerMinute: number | null;
  };
  readonly timeouts: {
    /**
     * Time in which a client must have sent its headers, in ms. Over it: 408.
     * @defaultValue 20000: long for a phone on a bad network, and slow ones do not pile up
     */
    readonly headersMs: number;
    /**
     * Time in which it must have sent its whole request, in ms. Over it: 408.
     * @defaultValue 60000: 64 KiB at 1 KiB a second
     */
    readonly requestMs: number;
    /**
     * Time for which a connection is kept without a request, or with an answer that its client does not
     * read, in ms.
     * @defaultValue 65000: nginx keeps its own for 60 s, so that the collector never closes one under it
     */
    readonly keepAliveMs: number;
  };
}
