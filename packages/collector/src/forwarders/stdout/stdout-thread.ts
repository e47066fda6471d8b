import { workerData } from 'node:worker_threads';
import { followJournal, openForwarderDatabase } from '../follow-journal.ts';
import { runForwarder } from '../run-forwarder.ts';
import type { StdoutThreadData } from './start-stdout.ts';
import { createStdoutForwarder } from './stdout-forwarder.ts';
import { openStdout } from './stdout-writer.ts';

const { path, options } = workerData as StdoutThreadData;

runForwarder('stdout', () => {
  const database = openForwarderDatabase(path);
  return createStdoutForwarder({
    journal: followJournal(database, 'stdout'),
    write: openStdout(),
    options,
    close: () => database.close(),
  });
});
