import { Admin } from '@platformatic/kafka';
import type { Options } from '../../configuration/index.ts';
import { connectionOptions } from './kafka-connection.ts';

/** A partition has fewer brokers in sync than must have an event. */
class TooFewReplicasError extends Error {
  override readonly name = 'TooFewReplicasError';
}

/** Asks the brokers whether the topic would keep an event now, over a connection that stays open. */
interface TopicProbe {
  /**
   * @param minInSync brokers that must have an event
   * @throws TooFewReplicasError; Error where no broker answers
   */
  run(minInSync: number): Promise<void>;
  close(): Promise<void>;
}

export function createTopicProbe(kafka: Options['kafka']): TopicProbe {
  let admin: Admin | null = null;

  async function end(): Promise<void> {
    const ended = admin;
    admin = null;
    await ended?.close();
  }

  return {
    async run(minInSync) {
      const { topic } = kafka;
      admin ??= new Admin({ ...connectionOptions(kafka), retries: 1 });
      try {
        const { topics } = await admin.metadata({ topics: [topic], forceUpdate: true });
        const partitions = topics.get(topic)?.partitions ?? [];
        const inSync = Math.min(
          ...partitions.map(({ leader, isr }) => (leader < 0 ? 0 : isr.length)),
        );
        if (inSync >= minInSync) return;
        throw new TooFewReplicasError(
          `topic ${topic} has a partition with ${inSync} brokers in sync; ${minInSync} must have an event`,
        );
      } catch (error) {
        if (!(error instanceof TooFewReplicasError)) void end().catch(() => {});
        throw error;
      }
    },
    close: end,
  };
}
