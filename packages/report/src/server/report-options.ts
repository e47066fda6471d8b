import type { Middleware } from 'koa';
import type { AddedApi } from '../api/added/added-api.ts';
import type { Account } from '../access/account.ts';
import type { ClickhouseStoreOptions } from '../clickhouse/clickhouse-store.ts';
import type { EventSource } from '../process/follow.ts';
import type { PersonKey } from '../query/person-key.ts';
import type { CollectorQuality } from './collector-quality.ts';
import type { ForgottenCounts } from './forgotten-counts.ts';
import type { Log } from './log.ts';
import type { ReportDeliveries } from './report-deliveries.ts';
import type { ReportState } from './state.ts';

/** Figures that only the collector of the events knows. */
export interface ReportCollector {
  /** Sequence of the journal's last event, for `meta.lag_events`; 0 if there is none. */
  lastSequence(): number;
  /** Figures of the page Quality. */
  quality(): Promise<CollectorQuality | null>;
  /** Erases persons from everything that the collector has, the report included; left out: it can't. */
  forget?(persons: readonly PersonKey[]): Promise<ForgottenCounts>;
  /** Deliveries to webhooks; left out: nobody tells. */
  readonly deliveries?: ReportDeliveries;
}

/** Options of a report. Everything is required: the defaults are the collector's. */
export interface ReportOptions {
  /** The journal: its id, and its events in commit order. */
  readonly source: EventSource & { readonly id: string };
  /** Folder of `report.duckdb` and `report-settings.db`; it must be there. */
  readonly folder: string;
  /** Address to listen on. */
  readonly host: string;
  /** Port to listen on; 0: any that is free. */
  readonly port: number;
  /** Address of the report from outside, such as `https://report.example.com`. */
  readonly publicUrl: string | null;
  /** Token of the API; it reads all sites. */
  readonly token: string | null;
  /** Those who can log in. */
  readonly accounts: readonly Account[];
  /**
   * ClickHouse's table, which collectors fill, to be asked in place of a store of its own.
   *
   * @defaultValue null: DuckDB, filled from `source`
   */
  readonly clickhouse?: Omit<ClickhouseStoreOptions, 'journal'> | null;
  /** Most memory that DuckDB takes, such as `512MB`. */
  readonly memoryLimit: string;
  /** Threads of DuckDB. */
  readonly threads: number;
  /** Longest time of a query, in ms. */
  readonly timeoutMs: number;
  /** Hosts of the sites' own, which are no source of visitors. */
  readonly ownHosts: readonly string[];
  /** Names of `data` that are asked for often, and so have columns of their own. */
  readonly dataColumns: readonly string[];
  /**
   * Open to everybody on this machine, without a login. It has no effect with a `publicUrl`, since requests
   * from outside then come from this machine too: from its proxy.
   */
  readonly openOnLoopback: boolean;
  /** Lets those who see persons follow one visitor, user or recipient, and erase them. */
  readonly persons: boolean;
  /** Further middleware for the report's port, after the check of `Host` and access. */
  readonly handlers?: readonly Middleware<ReportState>[];
  /** An API that the host adds to the report's port, with a token of its own, such as the collector's for senders. @defaultValue null */
  readonly added?: AddedApi | null;
  readonly collector?: ReportCollector;
  /** Public address of the collector, for the snippet that the page shows. @defaultValue null */
  readonly collectorUrl?: string | null;
  /** IANA name of the timezone whose days the page shows. @defaultValue that of the machine */
  readonly timezone?: string;
  /** Clock, in Unix ms. @defaultValue Date.now */
  readonly now?: () => number;
  readonly log: Log;
}
