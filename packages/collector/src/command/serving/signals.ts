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
 * Creates a signal that the first SIGTERM or SIGINT aborts, so that a long command can end between two
 * steps. A second one ends the process at once.
 *
 * @param message tells the user what an interruption leaves behind, such as `the export is not complete`
 */
export function createInterruptSignal(message: string): AbortSignal {
  const controller = new AbortController();
  const abort = async (): Promise<void> => {
    const signal = await nextSignal();
    controller.abort(new Interrupted(signal, `interrupted by ${signal}: ${message}`));
  };
  void abort();
  return controller.signal;
}

/** Interval between two checks of the parent, in ms. */
const checkIntervalMs = 250;

/**
 * Resolves when the parent process has ended. `pnpm start` runs Node in a shell, and a signal that ends
 * the shell is not passed on to Node.
 */
export function parentExit(): Promise<'parent-exit'> {
  const parent = process.ppid;
  const { promise, resolve } = Promise.withResolvers<'parent-exit'>();
  const checks = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(checks);
    resolve('parent-exit');
  }, checkIntervalMs);
  checks.unref();
  return promise;
}
