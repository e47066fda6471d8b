/** Options of recognising visitors, and of keeping data about them. */
export interface PrivacyOptions {
  readonly cookie: {
    /**
     * One that begins with `__Host-` is bound to the collector's own host by the browser itself; that
     * needs an https `publicUrl` and no `domain`.
     * @defaultValue 'id'
     */
    readonly name: string;
    /**
     * At most 400, which is what browsers keep.
     * @defaultValue 400
     */
    readonly maxAgeDays: number;
    /** @defaultValue null: the collector's own host only */
    readonly domain: string | null;
  };
  readonly privacy: {
    /**
     * Way of recognising browsers.
     *
     * - `cookie`: by a random uuid in a cookie
     * - `daily`: without cookies, for a day (UTC) on a site, by a hash of address and user agent with a
     *   salt that is destroyed at midnight
     * - `none`: not at all
     *
     * @defaultValue 'cookie'
     */
    readonly visitors: 'cookie' | 'daily' | 'none';
    /**
     * Count hits with Sec-GPC or DNT without cookie, visitor, user and address.
     * @defaultValue true
     */
    readonly honourSignals: boolean;
    /**
     * Names of `data` that are kept of such hits.
     * @defaultValue []
     */
    readonly anonymousKeys: readonly string[];
    /**
     * Parameters whose values are stored as `*`, in every address; any case, `*` at either end stands for
     * anything. What looks like an email address or a JSON web token is starred whatever its name.
     * @defaultValue `starredNames` of `@hitmark/codec/hit`: names of tokens, passwords, sessions, keys and email
     *   addresses, which a page's address should not hold, but does
     */
    readonly starredParameters: readonly string[];
  };
  readonly geo: {
    /**
     * A MaxMind file of the operator's own (GeoLite2 or GeoIP2, Country or City), for `client.country`. It
     * is read again when it changes.
     * @defaultValue null: countries are not known
     */
    readonly file: string | null;
  };
  /**
   * The sites whose hits are taken, by name (`data-site`), each with the origins of its pages:
   * `{ acme: { origins: ['https://acme.example', 'https://*.acme.example'] } }`. As a flag or an
   * environment variable: JSON.
   * @defaultValue null: every site, from every page
   */
  readonly sites: Readonly<Record<string, Site>> | null;
}

/** A site whose hits are taken. */
export interface Site {
  /**
   * Origins of its pages: scheme, host and port if it has one; `*.` stands for any subdomain.
   * @defaultValue []: anywhere
   */
  readonly origins: readonly string[];
}
