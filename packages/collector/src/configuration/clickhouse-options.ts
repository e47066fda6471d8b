/** Options about ClickHouse. */
export interface ClickhouseOptions {
  readonly clickhouse: {
    /**
     * Address of ClickHouse's HTTP interface, such as `http://clickhouse.example.com:8123`. Events are inserted
     * there.
     * @defaultValue null: they are not
     */
    readonly url: string | null;
    /** @defaultValue 'hitmark' */
    readonly database: string;
    /**
     * Table of events; beside it stands another, with `_forgotten` after its name.
     * @defaultValue 'events'
     */
    readonly table: string;
    /** @defaultValue null: the server's default user */
    readonly user: string | null;
    /** A secret: never a flag; `HITMARK_CLICKHOUSE__PASSWORD_FILE` names a file. @defaultValue null */
    readonly password: string | null;
    /**
     * Events that are inserted at a time.
     * @defaultValue 5000: a part of some MiB, and some MiB of memory
     */
    readonly batchEvents: number;
    /**
     * Creates the tables, and brings them to this version.
     * @defaultValue true; otherwise they must be there, by the definition in docs/clickhouse.md
     */
    readonly createTables: boolean;
    /**
     * Age at which events are deleted from ClickHouse, by their own time, in days: a TTL of the table. Needs `createTables`.
     * @defaultValue null: the table's TTL is left as it is; a new one has none
     */
    readonly retentionDays: number | null;
  };
}
