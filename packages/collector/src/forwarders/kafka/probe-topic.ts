import { Admin, type Broker, type ClusterMetadata } from '@platformatic/kafka';
import type { Options } from '../../configuration/index.ts';
import { connectionOptions } from './kafka-connection.ts';

/** A partition has fewer brokers that answer than must have an event. */
class TooFewReplicasError extends Error {
  override readonly name = 'TooFewReplicasError';
}

/**
 * Asks the brokers whether the topic would keep an event now. Each broker of the topic is asked itself: one that is left
 * alone goes on telling that all are in sync, since those that would decide otherwise are gone.
 *
 * @param minInSync brokers that must have an event
 * @throws TooFewReplicasError; Error where no broker answers
 */
export async function probeTopic(kafka: Options['kafka'], minInSync: number): Promise<void> {
  const { topics, brokers } = await ask(kafka, kafka.brokers);
  const answering = new Set<number>();
  const all = [...brokers].map(([id, broker]) =>
    ask(kafka, [broker]).then(
      () => void answering.add(id),
      () => {},
    ),
  );
  await Promise.all(all);
  const partitions = topics.get(kafka.topic)?.partitions ?? [];
  const inSync = partitions.map(({ leader, isr }) =>
    answering.has(leader) ? isr.filter((id) => answering.has(id)).length : 0,
  );
  const least = Math.min(...inSync);
  if (least >= minInSync) return;
  throw new TooFewReplicasError(
    `a partition of topic ${kafka.topic} has ${least} brokers that answer; ${minInSync} must have an event`,
  );
}

/** Asks the first that answers of these brokers alone: a client that has asked before would turn to others as well. */
async function ask(
  kafka: Options['kafka'],
  brokers: readonly string[] | readonly Broker[],
): Promise<ClusterMetadata> {
  const bootstrapBrokers = [...brokers] as string[] | Broker[];
  const admin = new Admin({ ...connectionOptions(kafka), bootstrapBrokers, retries: 0 });
  try {
    return await admin.metadata({ topics: [kafka.topic], forceUpdate: true });
  } finally {
    void admin.close().catch(() => {});
  }
}
