import { hasWebhooks } from './webhook/index.ts';
import type { ForwarderName } from './follow-journal.ts';
import type { ForwarderOptions } from './start-forwarders.ts';

/** The forwarders that the options ask for. */
export function configuredForwarders({
  webhooks,
  webhookKeys,
  links,
  files,
  stdout,
  kafka,
  clickhouse,
}: ForwarderOptions): ForwarderName[] {
  const isConfigured: Readonly<Record<ForwarderName, boolean>> = {
    webhook: hasWebhooks({ webhooks, webhookKeys, links }),
    file: files.folder !== null,
    stdout: stdout.enabled,
    kafka: kafka.brokers.length > 0,
    clickhouse: clickhouse.url !== null,
  };
  return (Object.keys(isConfigured) as ForwarderName[]).filter((name) => isConfigured[name]);
}
