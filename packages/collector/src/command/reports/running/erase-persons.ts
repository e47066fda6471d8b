import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { ForgottenCounts, PersonKey } from '@hitmark/report';
import type { Options } from '../../../configuration/index.ts';
import type { EraseThreadData } from './erase-thread.ts';

/**
 * Erases persons from everything in the data folder, in a thread of its own.
 *
 * @throws what has kept it from it, such as a full disk
 */
export async function erasePersons(
  options: Options,
  persons: readonly PersonKey[],
): Promise<ForgottenCounts> {
  // Beside this file stands a .ts in the source and a .js in what is built.
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const data: EraseThreadData = { options, persons };
  const worker = new Worker(new URL(`./erase-thread.${extension}`, import.meta.url), {
    workerData: data,
    execArgv: extension === 'ts' ? ['--conditions=@hitmark/source'] : [],
  });
  // `once` rejects with what the thread throws.
  const [erased] = (await once(worker, 'message')) as [ForgottenCounts];
  return erased;
}
