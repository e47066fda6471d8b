import { workerData } from 'node:worker_threads';
import { followJournal, openForwarderDatabase } from '../follow-journal.ts';
import { runForwarder, tellStarter } from '../run-forwarder.ts';
import { checkTopic, UnfitTopicError } from './check-topic.ts';
import { describeKafkaError } from './describe-kafka-error.ts';
import { createKafkaForwarder } from './kafka-forwarder.ts';
import { toKafkaMessages } from './kafka-messages.ts';
import { createKafkaProducer } from './kafka-producer.ts';
import type { KafkaThreadData } from './start-kafka.ts';
import { createTopicGuard } from './topic-guard.ts';

const { path, options } = workerData as KafkaThreadData;
const { kafka, acknowledge } = options;
const isAwaited = acknowledge === 'replicas';

runForwarder('kafka', async (log) => {
  const now = (): number => performance.now();
  const guard = createTopicGuard(() => checkTopic(kafka), now);
  if (isAwaited) await guard.pass().catch(goOnUnlessUnfit);
  const database = openForwarderDatabase(path);
  const journal = String(database.prepare('SELECT id FROM identity').get()?.['id']);
  return createKafkaForwarder({
    // What is answered for must be there, however old it is.
    journal: followJournal(database, 'kafka', isAwaited ? 'start' : 'now'),
    producer: createKafkaProducer(kafka),
    toMessages: (events) => toKafkaMessages(events, journal, kafka),
    check: async () => {
      if (isAwaited) await guard.pass();
    },
    onReached: (sequence) => {
      if (isAwaited) tellStarter({ kind: 'reached', sequence });
    },
    now,
    close: () => database.close(),
  });

  /** While no broker answers hits are answered 503, and each round looks again. */
  function goOnUnlessUnfit(error: unknown): void {
    if (error instanceof UnfitTopicError) throw error;
    const fields = { event: 'kafka-unreachable', reason: describeKafkaError(error) };
    log('warn', fields, 'no broker of Kafka answers: hits wait until one does');
  }
});
