import type Koa from 'koa';
import { createCollector } from '../app.ts';
import type { Options } from '../configuration/index.ts';
import { startForwarders, type RunningForwarder } from '../forwarders/index.ts';
import { createJournal, type Journal } from '../journal/index.ts';
import { createLog, type Log } from '../log.ts';
import { listen, type Listening } from '../serve.ts';
import { CommandError } from './command-error.ts';

/** A collector that takes hits. */
export interface Running {
  readonly url: string;
  readonly journal: Journal;
  readonly log: Log;
}

/**
 * Runs a collector until a signal, then drains it: no request is cut, and what was acknowledged is on
 * disk.
 *
 * @param signal what ends the collector
 * @param extend adds routes to the application before it listens
 * @param ready is told when hits are taken
 * @throws CommandError where it can't listen, JournalError where the journal can't be opened
 */
export async function runCollector(
  options: Options,
  signal: Promise<string>,
  ready: (running: Running) => void,
  extend: (app: Koa) => void = () => {},
): Promise<void> {
  const log = createLog(options.logLevel);
  const journal = await createJournal({
    data: options.data,
    retentionDays: options.retentionDays,
    maxBytes: options.limits.maxJournalBytes,
    maxQueuedBytes: options.limits.maxQueuedBytes,
    minFreeBytes: options.limits.minFreeBytes,
    onUndelivered(deliveries) {
      log.warn({ event: 'undelivered', deliveries }, 'retention deleted events before delivery');
    },
  });
  let forwarders: RunningForwarder | null = null;
  try {
    // Before the first hit: what they hand on starts with the events of now.
    forwarders = await startForwarders(journal.path, options, log);
    let draining = false;
    const app = createCollector({ ...options, journal, log, isDraining: () => draining });
    extend(app);
    const server = await listenOr(app, options, log);
    ready({ url: server.url, journal, log });

    log.info(
      { event: 'draining', signal: await signal },
      'ending: open requests are answered first',
    );
    draining = true;
    await server.drain();
  } finally {
    await forwarders?.close();
    await journal.close();
  }
  log.info({ event: 'ended' }, 'every acknowledged event is on disk');
}

async function listenOr(app: Koa, options: Options, log: Log): Promise<Listening> {
  try {
    return await listen(app, options, log);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const where = `port ${options.port} on ${options.host}`;
    const reason =
      code === 'EADDRINUSE'
        ? `${where} is in use; choose another with --port or PORT`
        : `can not listen on ${where}: ${message}`;
    throw new CommandError('failed', reason, { cause: error });
  }
}
