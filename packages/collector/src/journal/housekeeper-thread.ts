import { workerData } from 'node:worker_threads';
import { answerRequests } from './answer-requests.ts';
import { openHousekeeper } from './housekeeper.ts';
import type { HousekeeperRequest, JournalFile } from './thread-messages.ts';

answerRequests(() => {
  const housekeeper = openHousekeeper(workerData as JournalFile);
  return {
    answer: (request: HousekeeperRequest) =>
      request.kind === 'round' ? housekeeper.round(request.now) : housekeeper.survey(),
    close: () => housekeeper.close(),
  };
});
