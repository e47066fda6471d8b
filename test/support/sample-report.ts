import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStore, type RunningStore } from '@hitmark/report';
import { createPages, type PageDeps, type PageReader } from '@hitmark/report/page';
import { sampleEvents } from '@hitmark/report/sample';
import Koa from 'koa';

/** A report page on events of the test's own, for a reader who may see everything. */
export interface SampleReport {
  readonly url: string;
  readonly store: RunningStore;
  /** Unix ms: the page's clock stands still. */
  readonly nowMs: number;
  /** Adds an event; it is there when the promise is fulfilled. */
  add(event: object): Promise<void>;
  close(): Promise<void>;
}

export interface SampleReportOptions {
  readonly nowMs?: number;
  readonly port?: number;
  /** Null: the sample of a seed. */
  readonly events?: readonly object[] | null;
  readonly reader?: Partial<PageReader>;
  readonly deps?: Partial<PageDeps>;
}

const everything: PageReader = {
  name: 'test',
  sites: null,
  seesPersons: true,
  filter: null,
  kind: 'local',
};

/** Starts a store, fills it, and serves its pages. */
export async function startSampleReport(options: SampleReportOptions = {}): Promise<SampleReport> {
  const { nowMs = Date.parse('2026-11-30T20:00:00Z'), port = 0 } = options;
  const folder = mkdtempSync(join(tmpdir(), 'hitmark-page-'));
  const store = await startStore({
    path: join(folder, 'report.duckdb'),
    source: 'test',
    memoryLimit: '256MB',
    threads: 2,
    ownHosts: ['tidewater.example'],
    dataColumns: [],
  });
  const events = options.events ?? sampleEvents({ nowMs, seed: 7 });
  let last = 0;
  async function append(all: readonly object[]): Promise<void> {
    const after = last;
    const rows = all.map((event) => ({ sequence: (last += 1), event: JSON.stringify(event) }));
    await store.append(after, rows, false);
  }
  await append(events);

  const app = new Koa();
  app.use((ctx, next) => {
    ctx.state['reader'] = { ...everything, ...options.reader };
    return next();
  });
  app.use(
    createPages({
      query: (_reader, query, signal) => store.query(query, nowMs, signal),
      list: (_reader, listing, signal) => store.list(listing, nowMs, signal),
      now: () => nowMs,
      timezone: 'Europe/Zurich',
      collectorUrl: 'https://t.tidewater.example',
      ...options.deps,
    }),
  );
  const handle = app.callback();
  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    store,
    nowMs,
    add: (event) => append([event]),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
