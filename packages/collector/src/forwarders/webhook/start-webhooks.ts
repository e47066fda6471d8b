import type { Options } from '../../configuration/index.ts';
import type { WebhookOptions } from '../../configuration/webhook-options.ts';
import type { Log } from '../../log.ts';
import { startForwarderThread, type RunningForwarder } from '../start-forwarder-thread.ts';

/** Data that the thread is started with. */
export interface WebhookThreadData {
  /** Path of the journal's file. */
  readonly path: string;
  readonly options: WebhookOptions;
}

/** Options that ask for webhooks. */
type AskingOptions = Pick<Options, 'webhooks' | 'webhookKeys' | 'links'>;

/**
 * Tells whether an event may have a webhook. With a key of links any token may ask for one: where nothing says how
 * to sign it, it becomes a dead letter, which can be seen.
 */
export function hasWebhooks({ webhooks, webhookKeys, links }: AskingOptions): boolean {
  return webhooks.length > 0 || Object.keys(webhookKeys).length > 0 || links.keys.length > 0;
}

/**
 * Delivers events to webhooks.
 *
 * @param path the journal's file
 * @returns null where no event can have one
 * @throws errors of opening the file
 */
export async function startWebhooks(
  path: string,
  { webhookTargets, ...asking }: AskingOptions & WebhookOptions,
  log: Log,
): Promise<RunningForwarder | null> {
  if (!hasWebhooks(asking)) return null;
  const { webhooks, webhookKeys } = asking;
  const options = { webhooks, webhookKeys, webhookTargets };
  const data: WebhookThreadData = { path, options };
  return startForwarderThread('webhook', data, log);
}
