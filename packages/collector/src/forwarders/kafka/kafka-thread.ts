import { workerData } from 'node:worker_threads';
import { followJournal, openForwarderDatabase } from '../follow-journal.ts';
import { openRefusedEvents } from '../refused-events.ts';
import { runForwarder, tellStarter } from '../run-forwarder.ts';
import { createCursorKeeper } from './cursor-keeper.ts';
import { checkTopic, UnfitTopicError } from './check-topic.ts';
import { describeKafkaError } from './describe-kafka-error.ts';
import { isUnanswered } from './is-unanswered.ts';
import { createKafkaForwarder } from './kafka-forwarder.ts';
import { toKafkaMessages } from './kafka-messages.ts';
import { createKafkaProducer, type KafkaProducer } from './kafka-producer.ts';
import { probeTopic } from './probe-topic.ts';
import { createRefusalLog, type RefusalLog } from './refusal-log.ts';
import { refusalOf } from './refusal-of.ts';
import type { ReplicaNews } from './replica-news.ts';
import { createReplicaWatch } from './replica-watch.ts';
import type { KafkaThreadData } from './start-kafka.ts';
import { createTopicGuard } from './topic-guard.ts';
import { unavailableBy } from './unavailable-by.ts';

const { path, options } = workerData as KafkaThreadData;
const { kafka, acknowledge } = options;
const isAwaited = acknowledge === 'replicas';
/** Time of a clock that only goes forward, ms. */
const elapsedMs = (): number => performance.now();

runForwarder('kafka', async (log) => {
  const refusals = createRefusalLog(log, kafka.topic);
  const awaited = isAwaited ? awaitReplicas(refusals) : null;
  if (awaited !== null) await awaited.begin().catch(goOnUnlessUnfit);
  const database = openForwarderDatabase(path);
  const journalId = String(database.prepare('SELECT id FROM identity').get()?.['id']);
  // Events whose answers wait for the replicas must reach them, however old they are.
  const journal = followJournal(database, 'kafka', isAwaited ? 'start' : 'now');
  const producer = createKafkaProducer(kafka);
  return createKafkaForwarder({
    journal,
    cursor: createCursorKeeper(journal, log, elapsedMs),
    producer: awaited === null ? producer : awaited.followed(producer),
    toMessages: (events) => toKafkaMessages(events, journalId, kafka),
    check: async () => awaited?.check(),
    refused: openRefusedEvents(database, 'kafka', `kafka:${kafka.topic}`),
    refusalOf,
    onNews: tell,
    log,
    now: Date.now,
    close() {
      awaited?.close();
      database.close();
    },
  });

  /** Throws for an unfit topic only. While no broker answers, hits are answered 503, and each round asks again. */
  function goOnUnlessUnfit(error: unknown): void {
    if (error instanceof UnfitTopicError) throw error;
    if (isUnanswered(error)) {
      const fields = { event: 'kafka-unreachable', reason: describeKafkaError(error) };
      log('warn', fields, 'Kafka keeps no events now: hits are answered 503 until it does');
    } else refusals.failed(error);
  }
});

function tell(news: ReplicaNews): void {
  if (isAwaited) tellStarter({ kind: 'news', news });
}

/** Checks the topic that answers wait for, and watches over the availability of its replicas. */
function awaitReplicas(refusals: RefusalLog) {
  let minInSync = Infinity;
  const check = async (): Promise<void> => {
    ({ minInSync } = await checkTopic(kafka));
  };
  const guard = createTopicGuard(check, isUnanswered, elapsedMs);
  async function pass(): Promise<void> {
    await guard.pass().catch((error: unknown) => {
      refusals.failed(error);
      throw error;
    });
    refusals.passed();
  }
  async function probe(): Promise<void> {
    await probeTopic(kafka, minInSync);
  }
  const watch = createReplicaWatch({
    probe: () => pass().then(probe),
    reasonOf: unavailableBy,
    onChange: (reason) => tell({ kind: 'availability', reason }),
    now: elapsedMs,
  });
  return {
    begin: () => watch.follow(guard.pass().then(probe)),
    async check() {
      // A check that passes is no news: only an attempt to send shows that the replicas take events.
      await pass().catch((error: unknown) => {
        watch.failed(error);
        throw error;
      });
    },
    followed: (producer: KafkaProducer): KafkaProducer => ({
      send: (messages) => watch.follow(producer.send(messages)),
      close: () => producer.close(),
    }),
    close: () => watch.close(),
  };
}
