import type { Options } from '../../configuration/index.ts';
import { createJournal } from '../../ingest/journal.ts';
import { createLog } from '../../log.ts';
import { journalOptions } from './journal-options.ts';
import { receiveReplicas } from './share-replicas.ts';
import { shareMetrics } from './shared-metrics.ts';
import { startServer, type Extension } from './start-server.ts';

/** The first thing that a worker tells the process that has started it. */
export type WorkerMessage =
  | { readonly kind: 'listening'; readonly url: string }
  | { readonly kind: 'failed'; readonly message: string };

/** Tells a worker to end. */
export const endMessage = 'end';
/** Message of a worker; the primary answers it with the same message. */
export const turnMessage = 'turn';

/**
 * One of several processes that take hits for the same journal, each with a connection of its own: SQLite
 * lets one write at a time, and events that arrive meanwhile are the next transaction. It runs until the primary ends
 * it; if the primary has gone, Node ends it.
 */
export async function runWorker(options: Options, extension: Extension): Promise<void> {
  const endRequested = new Promise<void>((resolve) => {
    process.on('message', (message) => message === endMessage && resolve());
  });
  // A terminal sends them to every process, a supervisor too; who started this one says when to end.
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => {});
  try {
    // Retention is for one to do.
    const journal = await createJournal({ ...journalOptions(options), retentionDays: null });
    const replicas = receiveReplicas(options);
    try {
      const server = await startServer(
        options,
        {
          ...shareMetrics(journal),
          journal,
          log: createLog(options.logLevel),
          forwarders: { replicas },
          turn: primaryTurn,
        },
        extension,
      );
      tell({ kind: 'listening', url: server.url });
      await endRequested;
      await server.drain();
    } finally {
      replicas?.close();
      await journal.close();
    }
  } catch (error) {
    tell({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
  }
  process.disconnect();
}

/** Messages and connections come in order: before the answer comes all that the primary had accepted. */
async function primaryTurn(): Promise<void> {
  const answered = new Promise<void>((resolve) => {
    process.on('message', function listener(message) {
      if (message !== turnMessage) return;
      process.off('message', listener);
      resolve();
    });
  });
  process.send?.(turnMessage);
  await answered;
}

function tell(message: WorkerMessage): void {
  process.send?.(message);
}
