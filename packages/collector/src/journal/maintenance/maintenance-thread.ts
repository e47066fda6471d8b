import { workerData } from 'node:worker_threads';
import { answerRequests } from '../answer-requests.ts';
import { openMaintenance } from './maintenance.ts';
import type { MaintenanceRequest, JournalFile } from '../thread-messages.ts';

answerRequests(() => {
  const maintenance = openMaintenance(workerData as JournalFile);
  return {
    answer: (request: MaintenanceRequest) =>
      request.kind === 'round' ? maintenance.round(request.now) : maintenance.survey(),
    close: () => maintenance.close(),
  };
});
