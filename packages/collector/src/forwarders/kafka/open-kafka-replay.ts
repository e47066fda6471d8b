import type { Options } from '../../configuration/index.ts';
import { openJournalReader, type StoredEvent } from '../../journal/index.ts';
import { dirname } from 'node:path';
import { toKafkaMessages } from './kafka-messages.ts';
import type { KafkaProducer } from './kafka-producer.ts';
import { requireKafkaLibrary } from './require-kafka-library.ts';

/**
 * Opens what sends events to Kafka once more. Connects with the first.
 *
 * @param path of the journal's file
 * @throws ConfigurationError where the library is not installed
 */
export function openKafkaReplay(
  path: string,
  kafka: Options['kafka'],
): { send(events: readonly StoredEvent[]): Promise<void>; close(): Promise<void> } {
  requireKafkaLibrary();
  const reader = openJournalReader(dirname(path));
  const journal = reader.id();
  reader.close();
  let producer: KafkaProducer | null = null;
  return {
    async send(events) {
      producer ??= (await import('./kafka-producer.ts')).createKafkaProducer(kafka);
      const messages = toKafkaMessages(events, journal, kafka);
      if (messages.length > 0) await producer.send(messages);
    },
    async close() {
      await producer?.close();
    },
  };
}
