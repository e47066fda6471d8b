import { workerData } from 'node:worker_threads';
import { answerRequests } from './answer-requests.ts';
import { openHousekeeper } from './housekeeper.ts';
import type { JournalFile } from './thread-messages.ts';

answerRequests(() => {
  const housekeeper = openHousekeeper(workerData as JournalFile);
  return { answer: (now: number) => housekeeper.round(now), close: () => housekeeper.close() };
});
