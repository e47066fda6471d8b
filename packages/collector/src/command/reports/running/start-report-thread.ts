import { resolve as resolvePath } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Log } from '../../../log.ts';
import { startWorker, threadScript } from '../../../start-worker.ts';
import type {
  ReportFigures,
  ReportThreadData,
  ReportThreadMessage,
  ReportThreadRequest,
} from './thread-messages.ts';

/** The report beside a collector, in a thread of its own. */
export interface RunningReport {
  /** Resolves after the first try to start it; null: that has failed, as the log says. */
  readonly url: Promise<string | null>;
  /** Null: it does not run, or does not answer within a second. */
  figures(): Promise<ReportFigures | null>;
  close(): Promise<void>;
}

const figuresTimeoutMs = 1_000;
/** Time for the answers and the write under way, in ms; what is not written comes again. */
const closeTimeoutMs = 10_000;

/** Starts the report beside a collector. Whatever goes wrong is logged, and never a fault of the collector. */
export function startReportThread(data: ReportThreadData, log: Log): RunningReport {
  // Erasing writes the journal anew; a thread can't tell SQLite to do so beside it, and not in the system's folder.
  process.env['SQLITE_TMPDIR'] ??= resolvePath(data.options.data);
  const worker = startWorker(threadScript('report-thread', import.meta.url), data);
  const ready = Promise.withResolvers<string | null>();
  let waiting: ((figures: ReportFigures | null) => void)[] = [];
  const exit = new Promise<void>((resolve) => worker.once('exit', () => resolve()));

  worker.on('message', (message: ReportThreadMessage) => {
    if (message.kind === 'ready') ready.resolve(message.url);
    else if (message.kind === 'log') log[message.level](message.fields, message.message);
    else answer(message.status);
  });
  worker.on('error', (error) => {
    const fields = { event: 'report-ended', err: error };
    log.error(fields, 'the report has ended until the collector is started again');
  });
  worker.once('exit', () => {
    ready.resolve(null);
    answer(null);
  });

  function answer(figures: ReportFigures | null): void {
    for (const resolve of waiting) resolve(figures);
    waiting = [];
  }

  function tell(request: ReportThreadRequest): void {
    worker.postMessage(request);
  }

  return {
    url: ready.promise,
    figures() {
      const figures = new Promise<ReportFigures | null>((resolve) => waiting.push(resolve));
      tell({ kind: 'status' });
      return Promise.race([figures, exit.then(() => null), wait(figuresTimeoutMs, null)]);
    },
    async close() {
      tell({ kind: 'close' });
      const late = wait(closeTimeoutMs, 'late' as const, { ref: false });
      if ((await Promise.race([exit, late])) !== 'late') return;
      log.error({ event: 'report-stuck' }, 'the report does not stop: it is ended');
      await worker.terminate();
    },
  };
}
