import { mkdtempSync, rmSync } from 'node:fs';
import type { IncomingHttpHeaders, RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createCollector,
  createJournal,
  openJournalReader,
  type CollectorParts,
  type Event,
  type PartialOptions,
} from '@hitmark/collector';
import { pino } from 'pino';
import { startServer, type Certificate, type TestServer } from './server.ts';

/** One request that reached the collector, as the server saw it. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
}

/** A collector in this process, on what is built, with its journal in a folder of its own. */
export interface TestCollector extends TestServer {
  readonly data: string;
  /** Every request for a hit so far; scripts are not counted. */
  readonly hits: readonly SeenRequest[];
  /** Lines of the log so far. */
  readonly log: readonly Record<string, unknown>[];
  /** Answers hits in place of the collector, until it is given back by null. */
  interrupt(answer: RequestListener | null): void;
  /** Reads the events on disk, as any other process would. */
  events(): Partial<Event>[];
}

export async function startCollector(
  options: PartialOptions = {},
  certificate?: Certificate,
  parts: Pick<CollectorParts, 'linksFor' | 'now'> = {},
): Promise<TestCollector> {
  const data = mkdtempSync(join(tmpdir(), 'hitmark-data-'));
  const journal = await createJournal({ data, minFreeBytes: 0 });
  const lines: Record<string, unknown>[] = [];
  const write = (line: string): void => {
    lines.push(JSON.parse(line) as Record<string, unknown>);
  };
  const handle = createCollector({
    ...parts,
    ...options,
    journal,
    log: pino({ level: 'debug' }, { write }),
  }).callback();
  const seen: SeenRequest[] = [];
  let interruption: RequestListener | null = null;
  const server = await startServer((request, response) => {
    const { method = '', url = '', headers } = request;
    const { pathname, searchParams } = new URL(url, 'http://collector');
    if (!/^\/(tag|buster)\./.test(pathname)) {
      seen.push({ method, path: pathname, query: searchParams, headers });
      if (interruption !== null) return interruption(request, response);
    }
    void handle(request, response);
  }, certificate);
  return {
    ...server,
    data,
    hits: seen,
    log: lines,
    interrupt: (answer) => {
      interruption = answer;
    },
    events: () => readEvents(data),
    async close() {
      await server.close();
      await journal.close();
      rmSync(data, { recursive: true });
    },
  };
}

/** Every event of a data folder, in commit order. */
export function readEvents(data: string): Partial<Event>[] {
  const reader = openJournalReader(data);
  const events = reader.page(0, 1_000_000).map(({ event }) => JSON.parse(event) as Partial<Event>);
  reader.close();
  return events;
}
