import { parentPort, workerData } from 'node:worker_threads';
import type { PersonKey } from '@hitmark/report';
import type { Options } from '../../../configuration/index.ts';
import { eraseEverywhere } from '../../erasing/erase-everywhere.ts';

/** Data that the thread is started with. */
export interface EraseThreadData {
  readonly options: Options;
  readonly persons: readonly PersonKey[];
}

// Erasing writes the journal anew, in one call of SQLite: in a thread of its own nobody waits for it.

const { options, persons } = workerData as EraseThreadData;
const erased = await eraseEverywhere(options, {
  forgotten: persons,
  isTheirs: (event) => persons.some(({ by, value }) => event[by] === value),
  progress: { update() {}, end() {} },
  signal: new AbortController().signal,
  notice() {},
});
parentPort?.postMessage(erased);
