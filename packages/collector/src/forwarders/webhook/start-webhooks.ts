import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { WebhookOptions } from '../../configuration/webhook-options.ts';
import type { Log } from '../../log.ts';
import type { WebhookMessageToParent, WebhookThreadData } from './thread-messages.ts';

/** Webhooks that are being delivered. */
export interface Webhooks {
  /** Starts no more attempts, and gives those under way 5 seconds. What was not delivered stays due. */
  close(): Promise<void>;
}

/** Long enough for a receiver that is well; others are tried again after the next start. */
const graceMs = 5_000;

/**
 * Delivers events to webhooks, in a thread of its own with its own connection to the journal.
 *
 * @param path the journal's file
 * @returns null where the options have neither a receiver nor a key
 * @throws what opening the file throws
 */
export async function startWebhooks(
  path: string,
  { webhooks, webhookKeys, webhookTargets }: WebhookOptions,
  log: Log,
): Promise<Webhooks | null> {
  if (webhooks.length === 0 && Object.keys(webhookKeys).length === 0) return null;
  // Beside this file stands a .ts in the source and a .js in what is built.
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const script = new URL(`./webhook-thread.${extension}`, import.meta.url);
  const options = { webhooks, webhookKeys, webhookTargets };
  const workerData: WebhookThreadData = { path, options };
  const worker = new Worker(script, { workerData, execArgv: [] });
  // Rejects where the thread fails before its first word.
  await once(worker, 'message');

  const exit = new Promise((resolve) => worker.once('exit', resolve));
  worker.on('message', (message: WebhookMessageToParent) => {
    if (message.kind === 'log') log[message.level](message.fields, message.message);
  });
  worker.on('error', (error) => {
    const fields = { event: 'webhooks-failed', err: error };
    log.error(fields, 'webhooks are delivered no more: what is due is sent after the next start');
  });
  return {
    async close() {
      worker.postMessage(graceMs);
      await exit;
    },
  };
}
