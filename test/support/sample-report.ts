import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type {
  CollectorQuality,
  ForgottenCounts,
  ReportDeliveries,
  ReportState,
} from '@hitmark/report';
import type { Reader } from '@hitmark/report/access';
import type { Answer, Query, PersonKey } from '@hitmark/report/query';
import { openSettings, resolveFunnel, resolveQuery, type Settings } from '@hitmark/report/settings';
import type { RunningStore } from '@hitmark/report/store';
import { createPages } from '@hitmark/report/page';
import { keepSampleSettings } from '@hitmark/report/sample';
import Koa from 'koa';
import { appendEvents, openSampleStore, startSampleStore } from './sample-store.ts';

/** A report page on events of the test's own, for a reader who may see everything. */
export interface SampleReport {
  readonly url: string;
  readonly store: RunningStore;
  readonly settings: Settings;
  /** Unix ms: the page's clock stands still. */
  readonly nowMs: number;
  /** Queries the store as the API does. */
  ask(query: Query): Promise<Answer>;
  /** Adds an event; it is there when the promise is fulfilled. */
  add(event: object): Promise<void>;
  close(): Promise<void>;
}

export interface SampleReportOptions {
  readonly nowMs?: number;
  readonly port?: number;
  /** Null: the sample of a seed. */
  readonly events?: readonly object[] | null;
  readonly reader?: Partial<Reader>;
  /** Reason why a query fails; null: it does not. */
  readonly failure?: (query: Query) => Error | null;
  /** Waits before a query is answered. */
  readonly beforeQuery?: (query: Query) => Promise<void>;
  /** Address of its collector. */
  readonly collectorUrl?: string;
  /** Number of events that the report has not taken yet. */
  readonly lag?: number;
  /** Deliveries of a collector; null: there is no collector. */
  readonly deliveries?: ReportDeliveries | null;
  /** Erases persons; null: nobody can. */
  readonly forget?: ((persons: readonly PersonKey[]) => Promise<ForgottenCounts>) | null;
  /** Figures that only a collector knows; null: there is no collector. */
  readonly quality?: CollectorQuality | null;
}

const everything: Reader = {
  name: 'test',
  sites: null,
  seesPersons: true,
  followsPersons: false,
  filter: null,
  kind: 'local',
};

/** Starts a store, fills it, and serves its pages. */
export async function startSampleReport(options: SampleReportOptions = {}): Promise<SampleReport> {
  const { nowMs = Date.parse('2026-11-30T20:00:00Z'), port = 0 } = options;
  const folder = mkdtempSync(join(tmpdir(), 'hitmark-page-'));
  const path = join(folder, 'report.duckdb');
  const events = options.events ?? null;
  const store = await (events === null ? startSampleStore(path, nowMs) : openSampleStore(path));
  if (events !== null) await appendEvents(store, events);
  const settings = openSettings(join(folder, 'report-settings.db'));
  if (events === null) keepSampleSettings(settings, nowMs);

  const app = new Koa<ReportState>();
  app.use((ctx, next) => {
    ctx.state.reader = { ...everything, ...options.reader };
    return next();
  });
  app.use(
    createPages({
      async query(_reader, query, signal) {
        const failure = options.failure?.(query) ?? null;
        if (failure !== null) throw failure;
        await options.beforeQuery?.(query);
        const answer = await store.query(resolveQuery(query, settings), nowMs, signal);
        return { ...answer, meta: { ...answer.meta, lag_events: options.lag ?? 0 } };
      },
      list: (_reader, listing, signal) =>
        store.list(resolveQuery(listing, settings), nowMs, signal),
      funnel: (_reader, funnel, asked, signal) => {
        const query = resolveFunnel(funnel, { ...asked, site: [funnel.site] }, settings);
        return store.funnel(query, nowMs, signal);
      },
      settings,
      publicUrl: null,
      now: () => nowMs,
      timezone: 'Europe/Zurich',
      collectorUrl: options.collectorUrl ?? 'https://t.tidewater.example',
      forget: options.forget ?? null,
      deliveries: options.deliveries ?? null,
      collectorQuality: options.quality ? async () => options.quality ?? null : null,
    }),
  );
  // Whoever leaves while a page is sent is no fault.
  app.on('error', () => {});
  const handle = app.callback();
  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    store,
    settings,
    nowMs,
    ask: (query) => store.query(resolveQuery(query, settings), nowMs),
    add: (event) => appendEvents(store, [event]),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await store.close();
      settings.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
