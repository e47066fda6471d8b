import { ConfigurationError, type Options } from '../../configuration/index.ts';
import type { Log } from '../../log.ts';
import { startForwarderThread, type RunningForwarder } from '../start-forwarder-thread.ts';
import { requireKafkaLibrary } from './require-kafka-library.ts';
import { createAvailabilityLog } from './availability-log.ts';
import { createReplicas, type Replicas } from './replicas.ts';

/** Options about Kafka. */
type KafkaForwarderOptions = Pick<Options, 'kafka' | 'acknowledge' | 'replicas'>;

/** Data that the thread is started with. */
export interface KafkaThreadData {
  /** Path of the journal's file. */
  readonly path: string;
  readonly options: KafkaForwarderOptions;
}

/** Kafka's forwarder at work. */
export interface RunningKafka extends RunningForwarder {
  /** Null where answers do not wait for it. */
  readonly replicas: Replicas | null;
}

/**
 * Hands on events to Kafka.
 *
 * @param path the journal's file
 * @returns null where the options name no broker
 * @throws ConfigurationError where the library is not installed, or the topic can't keep what
 * `acknowledge` promises; what opening the journal's file throws
 */
export async function startKafka(
  path: string,
  { kafka, acknowledge, replicas: waiting }: KafkaForwarderOptions,
  log: Log,
): Promise<RunningKafka | null> {
  if (kafka.brokers.length === 0) return null;
  requireKafkaLibrary();
  const data: KafkaThreadData = { path, options: { kafka, acknowledge, replicas: waiting } };
  if (acknowledge === 'disk') {
    const thread = await startForwarderThread('kafka', data, log);
    return { replicas: null, close: () => thread.close() };
  }
  let look = (): void => {};
  const replicas = createReplicas({ ...waiting, look: () => look() });
  replicas.onNews(createAvailabilityLog(log));
  const thread = await start(data, log, replicas);
  look = () => thread.look();
  return {
    replicas,
    async close() {
      await thread.close();
      replicas.close();
    },
  };
}

async function start(
  data: KafkaThreadData,
  log: Log,
  replicas: Replicas,
): ReturnType<typeof startForwarderThread> {
  try {
    return await startForwarderThread('kafka', data, log, {
      onNews: (news) => replicas.take(news),
      onEnded: () => replicas.take({ kind: 'availability', reason: 'replicas-ended' }),
    });
  } catch (error) {
    // Its class is lost on the way from the thread.
    if (error instanceof Error && error.name === 'UnfitTopicError') {
      throw new ConfigurationError(error.message.split('\n'));
    }
    throw error;
  }
}
