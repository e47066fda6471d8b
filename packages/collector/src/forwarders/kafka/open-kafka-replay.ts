import { dirname } from 'node:path';
import type { Options } from '../../configuration/index.ts';
import { openJournalReader, type StoredEvent } from '../../journal/index.ts';
import { sendAcceptable, type Refusal } from '../send-acceptable.ts';
import { charactersPerBatch, firstOf } from './kafka-batch.ts';
import { toKafkaMessages } from './kafka-messages.ts';
import type { KafkaProducer } from './kafka-producer.ts';
import { requireKafkaLibrary } from './require-kafka-library.ts';

/** Sends events to Kafka once more. */
export interface KafkaReplay {
  /**
   * @returns the events that Kafka refuses for good
   * @throws Error where it takes none now
   */
  send(events: readonly StoredEvent[]): Promise<readonly Refusal[]>;
  close(): Promise<void>;
}

/**
 * Opens what sends events to Kafka once more. Connects with the first.
 *
 * @param path of the journal's file
 * @throws ConfigurationError where the library is not installed
 */
export function openKafkaReplay(path: string, kafka: Options['kafka']): KafkaReplay {
  requireKafkaLibrary();
  const reader = openJournalReader(dirname(path));
  const journal = reader.id();
  reader.close();
  let producer: KafkaProducer | null = null;
  return {
    async send(events) {
      const { refusalOf } = await import('./refusal-of.ts');
      const opened = (producer ??= (await import('./kafka-producer.ts')).createKafkaProducer(
        kafka,
      ));
      const refusals: Refusal[] = [];
      const sendAll = async (batch: readonly StoredEvent[]): Promise<void> => {
        const messages = toKafkaMessages(batch, journal, kafka);
        if (messages.length > 0) await opened.send(messages);
      };
      for (let rest = events; rest.length > 0;) {
        const batch = firstOf(rest, charactersPerBatch);
        refusals.push(...(await sendAcceptable(batch, sendAll, refusalOf)));
        rest = rest.slice(batch.length);
      }
      return refusals;
    },
    async close() {
      await producer?.close();
    },
  };
}
