import { parentPort, workerData } from 'node:worker_threads';
import { openDeliveries } from './deliveries.ts';
import { createWebhookForwarder } from './forwarder.ts';
import type { WebhookMessageToParent, WebhookThreadData } from './thread-messages.ts';

/** How often the journal is looked at, in ms: SQLite tells no other connection of a commit. */
const lookIntervalMs = 100;

const { path, options } = workerData as WebhookThreadData;
const forwarder = createWebhookForwarder({
  deliveries: openDeliveries(path),
  options,
  now: Date.now,
  random: Math.random,
  log: (level, fields, message) => tell({ kind: 'log', level, fields, message }),
});

let stalled = false;
const looks = setInterval(look, lookIntervalMs);
tell({ kind: 'ready' });

parentPort?.on('message', (graceMs: number) => {
  clearInterval(looks);
  void forwarder.stop(graceMs).then(() => parentPort?.close());
});

function look(): void {
  try {
    forwarder.round();
    stalled = false;
  } catch (error) {
    // Locked, or the disk is full: nothing is lost, and the next round tries again.
    const fields = { event: 'webhooks-stalled', err: error };
    if (!stalled) tell({ kind: 'log', level: 'error', fields, message: 'webhooks can not go on' });
    stalled = true;
  }
}

function tell(message: WebhookMessageToParent): void {
  parentPort?.postMessage(message);
}
