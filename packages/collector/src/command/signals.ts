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

/** How often the parent is looked for, in ms. */
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
