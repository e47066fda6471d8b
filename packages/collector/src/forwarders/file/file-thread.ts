import { workerData } from 'node:worker_threads';
import { followJournal, openForwarderDatabase } from '../follow-journal.ts';
import { runForwarder } from '../run-forwarder.ts';
import { openEventFiles } from './event-files.ts';
import { recordFolder } from './file-folders.ts';
import { openFileLock } from './file-lock.ts';
import { createFileForwarder } from './file-forwarder.ts';
import type { FileThreadData } from './start-files.ts';

const { path, folder, options } = workerData as FileThreadData;

// Fsync blocks the thread that calls it: this one, and never the event loop that answers requests.
runForwarder('file', () => {
  const database = openForwarderDatabase(path);
  recordFolder(database, folder);
  const lock = openFileLock(path, 0);
  const forwarder = createFileForwarder({
    journal: followJournal(database, 'file'),
    files: openEventFiles(folder, options.maxBytes),
    lock,
    options,
    now: Date.now,
  });
  return {
    round: () => forwarder.round(),
    async stop() {
      lock.close();
      database.close();
    },
  };
});
