import { existsSync, unlinkSync } from 'node:fs';
import { isMainThread, workerData } from 'node:worker_threads';

// Loaded before everything (`node --import`): Kafka's thread ends by an error that nobody catches, as by a fault of
// the library, each time that the file exists which FAULT_OF_THE_TEST names.

const file = process.env['FAULT_OF_THE_TEST'] ?? '';
if (!isMainThread && workerData?.options?.kafka !== undefined) {
  setInterval(() => {
    if (!existsSync(file)) return;
    unlinkSync(file);
    throw new Error('a fault of the library');
  }, 20).unref();
}
