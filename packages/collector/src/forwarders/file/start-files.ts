import { resolve } from 'node:path';
import type { Options } from '../../configuration/index.ts';
import type { Log } from '../../log.ts';
import { startForwarderThread, type RunningForwarder } from '../start-forwarder-thread.ts';

/** Data that the thread is started with. */
export interface FileThreadData {
  /** Path of the journal's file. */
  readonly path: string;
  readonly folder: string;
  readonly options: Options['files'];
}

/**
 * Writes events into files.
 *
 * @param path the journal's file
 * @returns null where the options name no folder
 * @throws errors of opening the folder or the journal's file
 */
export async function startFiles(
  path: string,
  { files }: Pick<Options, 'files'>,
  log: Log,
): Promise<RunningForwarder | null> {
  if (files.folder === null) return null;
  const data: FileThreadData = { path, folder: resolve(files.folder), options: files };
  return startForwarderThread('file', data, log);
}
