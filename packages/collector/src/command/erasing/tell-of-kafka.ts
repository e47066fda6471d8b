import type { Options } from '../../configuration/index.ts';
import { kafkaReleaseMs, readTopicRetention } from '../../forwarders/kafka/index.ts';

/** Says by when Kafka will have deleted a person's events: nothing can be erased from a topic. */
export async function tellOfKafka(
  { kafka }: Pick<Options, 'kafka'>,
  nowMs: number,
  notice: (text: string) => void,
): Promise<void> {
  if (kafka.brokers.length === 0) return;
  const topic = `Kafka's topic ${kafka.topic}`;
  try {
    const releaseMs = kafkaReleaseMs(await readTopicRetention(kafka), nowMs);
    const until =
      releaseMs === null
        ? 'for ever: set its retention.ms, segment.ms and cleanup.policy=delete'
        : `until ${new Date(releaseMs).toISOString()}, by its retention.ms and segment.ms`;
    notice(`${topic} may hold them ${until}; its consumers are yours to erase from`);
  } catch {
    notice(`${topic} can't be asked how long it may hold them: retention.ms and segment.ms tell`);
  }
}
