import type { WebhookOptions } from '../../configuration/webhook-options.ts';
import type { Log } from '../../log.ts';
import { startForwarderThread, type RunningForwarder } from '../start-thread.ts';

/** What the thread is started with. */
export interface WebhookThreadData {
  /** Of the journal's file. */
  readonly path: string;
  readonly options: WebhookOptions;
}

/**
 * Delivers events to webhooks.
 *
 * @param path the journal's file
 * @returns null where the options have neither a receiver nor a key
 * @throws what opening the file throws
 */
export async function startWebhooks(
  path: string,
  { webhooks, webhookKeys, webhookTargets }: WebhookOptions,
  log: Log,
): Promise<RunningForwarder | null> {
  if (webhooks.length === 0 && Object.keys(webhookKeys).length === 0) return null;
  const options = { webhooks, webhookKeys, webhookTargets };
  const data: WebhookThreadData = { path, options };
  return startForwarderThread('webhook', data, log);
}
