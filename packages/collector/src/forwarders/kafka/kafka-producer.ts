import { setTimeout as wait } from 'node:timers/promises';
import { Producer } from '@platformatic/kafka';
import type { Options } from '../../configuration/index.ts';
import { describeKafkaError } from './describe-kafka-error.ts';
import { producerOptions } from './kafka-connection.ts';
import type { KafkaMessage } from './kafka-messages.ts';

/** Sends messages, one batch at a time. */
export interface KafkaProducer {
  /**
   * Resolves when every replica that is in sync has the messages.
   *
   * @throws Error saying why; then some may be there all the same
   */
  send(messages: readonly KafkaMessage[]): Promise<void>;
  close(): Promise<void>;
}

/** Longer than the library's own attempts together: a guard against one that never ends. */
const sendTimeoutMs = 30_000;

export function createKafkaProducer(kafka: Options['kafka']): KafkaProducer {
  let producer: Producer<string, string, string, string> | null = null;

  async function end(): Promise<void> {
    const ended = producer;
    producer = null;
    await ended?.close(true);
  }

  return {
    async send(messages) {
      producer ??= new Producer(producerOptions(kafka));
      try {
        await withinTime(producer.send({ messages: [...messages] }));
      } catch (error) {
        // The next begins anew, with brokers that it asks for.
        void end().catch(() => {});
        throw new Error(`Kafka has not taken events: ${describeKafkaError(error)}`, {
          cause: error,
        });
      }
    },
    close: () => end(),
  };
}

async function withinTime(sent: Promise<unknown>): Promise<void> {
  const stop = new AbortController();
  const late = wait(sendTimeoutMs, null, { signal: stop.signal }).then(() => {
    throw new Error(`no answer within ${sendTimeoutMs} ms`);
  });
  try {
    await Promise.race([sent, late]);
  } finally {
    stop.abort();
    late.catch(() => {});
  }
}
