import { once } from 'node:events';
import type { ForgottenCounts } from '@hitmark/report';
import type { PersonKey } from '@hitmark/report/query';
import type { Options } from '../../../configuration/index.ts';
import { startWorker, threadScript } from '../../../start-worker.ts';
import type { EraseThreadData } from './erase-thread.ts';

/**
 * Erases persons from everything in the data folder, in a thread of its own.
 *
 * @throws an error that prevents it, such as a full disk
 */
export async function erasePersons(
  options: Options,
  persons: readonly PersonKey[],
): Promise<ForgottenCounts> {
  const data: EraseThreadData = { options, persons };
  const worker = startWorker(threadScript('erase-thread', import.meta.url), data);
  // `once` rejects with what the thread throws.
  const [erased] = (await once(worker, 'message')) as [ForgottenCounts];
  return erased;
}
