import { workerData } from 'node:worker_threads';
import { followJournal, openForwarderDatabase } from '../follow-journal.ts';
import { runForwarder } from '../run-forwarder.ts';
import { openDeliveries } from './deliveries.ts';
import { createWebhookForwarder } from './forwarder.ts';
import type { WebhookThreadData } from './start-webhooks.ts';

const { path, options } = workerData as WebhookThreadData;

runForwarder('webhook', (log) => {
  const database = openForwarderDatabase(path);
  const forwarder = createWebhookForwarder({
    journal: followJournal(database, 'webhook'),
    deliveries: openDeliveries(database),
    options,
    now: Date.now,
    random: Math.random,
    log,
  });
  return {
    round() {
      forwarder.round();
      return false; // The forwarder starts further rounds by itself, at its own pace.
    },
    stop: (graceMs) => forwarder.stop(graceMs),
  };
});
