/** Somebody who may open the report. */
interface ReportAccount {
  readonly name: string;
  /** scrypt hash of the password, from `hitmark report password`. */
  readonly hash: string;
  /**
   * Sites that the account sees.
   * @defaultValue null: all
   */
  readonly sites: readonly string[] | null;
  /**
   * False: the account sees numbers, and nothing of single persons, as a shared link.
   * @defaultValue true
   */
  readonly persons: boolean;
}

/** Options about the report. */
export interface ReportOptions {
  readonly report: {
    /**
     * Runs the report beside the collector.
     * @defaultValue null: in `demo`, and not in `serve`
     */
    readonly enabled: boolean | null;
    /**
     * Address that the report listens on.
     * @defaultValue '127.0.0.1': a TLS-terminating proxy on the same host is in front
     */
    readonly host: string;
    /**
     * Port of the report; 0 lets the system choose.
     * @defaultValue 8701: never the tag's, whose pages could read the report otherwise
     */
    readonly port: number;
    /**
     * Address under which readers reach the report, such as `https://report.example.com`.
     * @defaultValue null: `localhost` and addresses only
     */
    readonly publicUrl: string | null;
    /**
     * Token of the query API: a program sends `Authorization: Bearer <token>`. A secret: never
     * a flag.
     * @defaultValue null: no program may ask
     */
    readonly token: string | null;
    /**
     * Accounts that may log in. Secrets: never flags. As an environment variable: JSON.
     * @defaultValue []: nobody
     */
    readonly accounts: readonly ReportAccount[];
    /**
     * Lets those who see persons follow one visitor, user or recipient, web and email together, and erase
     * them, on a page of their own.
     * @defaultValue false: no number needs it, and in many places following one person is lawful only
     * for a purpose that persons were informed of
     */
    readonly persons: boolean;
    /**
     * IANA name of the time zone whose days the report page shows, such as `Europe/Zurich`.
     * @defaultValue null: that of the machine
     */
    readonly timezone: string | null;
    /**
     * Store of the events that questions are asked of.
     *
     * - `duckdb`: a file `report.duckdb` beside the journal, with the events of this collector
     * - `clickhouse`: the table of `clickhouse.*`, with the events of all collectors
     *
     * @defaultValue 'duckdb'
     */
    readonly store: 'duckdb' | 'clickhouse';
    /**
     * Memory of the store, such as `512MB`; what does not fit goes to a folder beside the journal.
     * @defaultValue '512MB'
     */
    readonly memoryLimit: string;
    /**
     * Threads of the store.
     * @defaultValue 2
     */
    readonly threads: number;
    /**
     * Time after which a query is cancelled, in ms.
     * @defaultValue 30000
     */
    readonly timeoutMs: number;
    /**
     * Hosts of your own, such as `example.com` with all below it: they are no source of visitors. Those of
     * `sites.*.origins` are known already. The store is built again when they change.
     * @defaultValue []
     */
    readonly ownHosts: readonly string[];
    /**
     * Names of `data` that are asked for often: each has a column of its own. The store is built again
     * when they change.
     * @defaultValue []
     */
    readonly dataColumns: readonly string[];
  };
}
