import type { Options } from '../../configuration/index.ts';
import type { Log } from '../../log.ts';
import { startForwarderThread, type RunningForwarder } from '../start-forwarder-thread.ts';

/** Data that the thread is started with. */
export interface StdoutThreadData {
  /** Path of the journal's file. */
  readonly path: string;
  readonly options: Options['stdout'];
}

/**
 * Prints events to the process's stdout.
 *
 * @param path the journal's file
 * @returns null where it is not enabled
 * @throws errors of opening the journal's file
 */
export async function startStdout(
  path: string,
  { stdout }: Pick<Options, 'stdout'>,
  log: Log,
): Promise<RunningForwarder | null> {
  if (!stdout.enabled) return null;
  const data: StdoutThreadData = { path, options: stdout };
  return startForwarderThread('stdout', data, log);
}
