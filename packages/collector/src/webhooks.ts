import { resolveOptions, type PartialOptions } from './configuration/index.ts';
import { startWebhooks, type Webhooks } from './forwarders/webhook/index.ts';
import type { Journal } from './journal/index.ts';
import { createLog, type Log } from './log.ts';

/** Who is sent webhooks, and of which journal. */
export interface WebhooksOptions extends Pick<
  PartialOptions,
  'webhooks' | 'webhookKeys' | 'webhookTargets' | 'logLevel'
> {
  readonly journal: Pick<Journal, 'path'>;
  /** @defaultValue pino on stderr, at `logLevel` */
  readonly log?: Log | undefined;
}

/**
 * Starts to deliver a journal's events to webhooks, for a server of your own; `hitmark serve` does it by
 * itself. At most one a journal. Close it before the journal.
 *
 * @returns null where there is neither a receiver nor a key
 * @throws ConfigurationError listing every problem
 */
export async function createWebhooks(options: WebhooksOptions): Promise<Webhooks | null> {
  const { journal, log, ...file } = options;
  const settings = resolveOptions({ file });
  return startWebhooks(journal.path, settings, log ?? createLog(settings.logLevel));
}
