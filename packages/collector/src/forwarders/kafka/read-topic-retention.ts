import type { Options } from '../../configuration/index.ts';
import type { TopicRetention } from './kafka-release.ts';
import { requireKafkaLibrary } from './require-kafka-library.ts';

/**
 * Asks the brokers how long the topic keeps a message.
 *
 * @throws Error where no broker answers, or Kafka's library is not installed
 */
export async function readTopicRetention(kafka: Options['kafka']): Promise<TopicRetention> {
  requireKafkaLibrary();
  const { Admin, ConfigResourceTypes } = await import('@platformatic/kafka');
  const { connectionOptions } = await import('./kafka-connection.ts');
  const admin = new Admin({ ...connectionOptions(kafka), retries: kafka.brokers.length });
  try {
    const resource = { resourceType: ConfigResourceTypes.TOPIC, resourceName: kafka.topic };
    const [described] = await admin.describeConfigs({ resources: [resource] });
    const valueOf = (name: string): string =>
      described?.configs.find((config) => config.name === name)?.value ?? '';
    return {
      retentionMs: Number(valueOf('retention.ms') || Number.NaN),
      segmentMs: Number(valueOf('segment.ms') || Number.NaN),
      cleanup: valueOf('cleanup.policy'),
    };
  } finally {
    await admin.close();
  }
}
