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

// The report has a thread of its own: its reads of the journal, its pages and its answers take no turn of the
// event loop that answers hits.

const { options, openOnLoopback, collectorUrl } = workerData as ReportThreadData;
const lowPriority = 10;
// Only there a priority is the thread's alone.
if (process.platform === 'linux') setPriority(0, lowPriority);

const reader = openJournalReader(options.data);
const runner = createReportRunner({
  options,
  reader,
  openOnLoopback,
  collectorUrl,
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
