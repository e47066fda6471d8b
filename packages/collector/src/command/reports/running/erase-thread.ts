import { parentPort, workerData } from 'node:worker_threads';
import type { PersonKey } from '@hitmark/report/query';
import type { Options } from '../../../configuration/index.ts';
import { eraseEverywhere } from '../../erasing/erase-everywhere.ts';

/** Members of an event that name a person. */
const members = ['visitor', 'user', 'recipient'] as const;

/** Data that the thread is started with. */
export interface EraseThreadData {
  readonly options: Options;
  readonly persons: readonly PersonKey[];
}

// Erasing writes the journal anew, in one call of SQLite: in a thread of its own nobody waits for it.

const { options, persons } = workerData as EraseThreadData;
const names = new Set(persons.map(({ by, value }) => `${by} ${value}`));
const notices: string[] = [];
const erased = await eraseEverywhere(options, {
  forgotten: persons,
  isTheirs: (event) => members.some((by) => event[by] !== null && names.has(`${by} ${event[by]}`)),
  progress: { update() {}, end() {} },
  signal: new AbortController().signal,
  notice: (text) => notices.push(text),
});
parentPort?.postMessage({ ...erased, notices });
