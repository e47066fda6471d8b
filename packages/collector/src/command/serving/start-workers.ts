import cluster, { type Worker } from 'node:cluster';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { Log } from '../../log.ts';
import type { Listening } from '../../server/listen.ts';
import { CommandError } from '../command-error.ts';
import { endMessage, turnMessage, type WorkerMessage } from './run-worker.ts';

/**
 * Time for which a worker's place stays empty when it has ended unasked, in ms: one that can't live must
 * not take the machine with it.
 */
const replaceAfterMs = 1_000;

/**
 * Takes hits in several processes, which run this same command and share one port and one journal.
 *
 * @param count number of processes
 * @throws CommandError where the first can't start
 */
export async function startWorkers(count: number, log: Log): Promise<Listening> {
  let ending = false;
  // Alone, so that what stops all is said once.
  const url = await fork(log);
  cluster.on('exit', (_worker, code, signal) => {
    if (ending) return;
    log.error(
      { event: 'worker-ended', code, signal },
      'a worker has ended: another takes its place',
    );
    void replace();
  });
  await Promise.all(Array.from({ length: count - 1 }, () => fork(log)));

  async function replace(): Promise<void> {
    await wait(replaceAfterMs);
    // A fault that stops the next worker too is logged when that worker ends.
    if (!ending) await fork(log).catch(() => {});
  }

  return {
    url,
    async drain() {
      ending = true;
      const workers = Object.values(cluster.workers ?? {}) as Worker[];
      await Promise.all(
        workers.map(async (worker) => {
          const exit = once(worker, 'exit');
          // A worker that is ending by itself receives no message. Without a callback, that would be an 'error' event.
          worker.send(endMessage, ignore);
          await exit;
        }),
      );
    },
  };
}

/** Resolves with the address when the worker takes hits. */
async function fork(log: Log): Promise<string> {
  const worker = cluster.fork();
  worker.on('message', (message: unknown) => {
    if (message === turnMessage) worker.send(turnMessage, ignore);
  });
  const ended = once(worker, 'exit').then((): WorkerMessage => {
    return { kind: 'failed', message: 'a worker has ended before it could take hits' };
  });
  const message = await Promise.race([ended, firstWord(worker)]);
  if (message.kind === 'failed') throw new CommandError('failed', message.message);
  log.info({ event: 'worker-started', pid: worker.process.pid }, 'a worker takes hits');
  return message.url;
}

/** Workers also answer for their metrics, over the same channel. */
function firstWord(worker: Worker): Promise<WorkerMessage> {
  return new Promise((resolve) => {
    worker.on('message', (message: WorkerMessage | { readonly type: string } | string) => {
      if (typeof message === 'object' && 'kind' in message) resolve(message);
    });
  });
}

function ignore(): void {}
