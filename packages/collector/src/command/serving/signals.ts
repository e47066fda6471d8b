import { constants } from 'node:os';

/** Resolves with the first SIGTERM or SIGINT. A second one ends the process at once, as by default. */
export function nextSignal(): Promise<NodeJS.Signals> {
  const { promise, resolve } = Promise.withResolvers<NodeJS.Signals>();
  const signals = ['SIGTERM', 'SIGINT'] as const;
  const receive = (signal: NodeJS.Signals): void => {
    for (const name of signals) process.off(name, receive);
    resolve(signal);
  };
  for (const name of signals) process.on(name, receive);
  return promise;
}

/** A signal has ended the command before its work was done. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
  /** Exit status that a shell shows of a process that a signal has ended: 130 or 143. */
  readonly status: number;

  constructor(signal: NodeJS.Signals, message: string) {
    super(message);
    this.status = 128 + constants.signals[signal];
  }
}

/**
 * Is aborted by the first SIGTERM or SIGINT, so that a long command can end between two steps. A second
 * one ends the process at once.
 *
 * @param message what the end means; for the user
 */
export function interruptible(message: string): AbortSignal {
  const controller = new AbortController();
  const abort = async (): Promise<void> => {
    const signal = await nextSignal();
    controller.abort(new Interrupted(signal, `interrupted by ${signal}: ${message}`));
  };
  void abort();
  return controller.signal;
}

/** Interval at which the parent is looked for, in ms. */
const lookIntervalMs = 250;

/**
 * Resolves when the parent process has gone. Between `pnpm start` and Node stands a shell, which dies
 * of a signal without passing it on.
 */
export function orphaned(): Promise<'orphaned'> {
  const parent = process.ppid;
  const { promise, resolve } = Promise.withResolvers<'orphaned'>();
  const looks = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(looks);
    resolve('orphaned');
  }, lookIntervalMs);
  looks.unref();
  return promise;
}
