import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { openJournalReader } from '../../../journal/index.ts';
import { startControl } from './control-server.ts';
import { createReportRunner } from './report-runner.ts';
import type {
  ReportThreadData,
  ReportThreadMessage,
  ReportThreadRequest,
} from './thread-messages.ts';

// Entry of the report's worker thread. The report has a thread of its own, so that its reads of the journal, its pages
// and its answers do not block the event loop that answers hits.

const { options, openOnLoopback, collectorUrl } = workerData as ReportThreadData;
/** Nice value: 0 is normal, 19 the lowest priority. */
const lowPriority = 10;
// On Linux 0 means this thread; elsewhere it would lower the whole process, hits included.
if (process.platform === 'linux') setPriority(0, lowPriority);

const reader = openJournalReader(options.data);
const runner = createReportRunner({
  options,
  reader,
  openOnLoopback,
  collectorUrl,
  // Called by `runner.start()` at the end of this file, when `control` is there.
  onStart: () => control.announce(),
  log: (level, fields, message) => tell({ kind: 'log', level, fields, message }),
});
const control = await startControl(options.data, runner);

parentPort?.on('message', (request: ReportThreadRequest) => {
  if (request.kind === 'close') void close();
  else void runner.figures().then((status) => tell({ kind: 'status', status }));
});
tell({ kind: 'ready', url: await runner.start() });

async function close(): Promise<void> {
  await control.close();
  await runner.close();
  reader.close();
  process.exit();
}

function tell(message: ReportThreadMessage): void {
  parentPort?.postMessage(message);
}
