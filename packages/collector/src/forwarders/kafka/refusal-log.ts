import type { ForwarderLog } from '../forwarder-log.ts';
import { UnfitTopicError } from './check-topic.ts';
import { describeKafkaError } from './describe-kafka-error.ts';
import { isUnanswered } from './is-unanswered.ts';

/** Log of the reasons why nothing may be sent to the topic. */
export interface RefusalLog {
  failed(error: unknown): void;
  passed(): void;
}

/**
 * Creates the log: a reason is written once, and again after another reason. A missing right may hide that the topic is
 * unfit: once the right is given, the operator must see that too.
 */
export function createRefusalLog(log: ForwarderLog, topic: string): RefusalLog {
  let logged: string | null = null;
  return {
    failed(error) {
      // Brokers that do not answer are no refusal.
      if (isUnanswered(error)) return;
      const reason = describeKafkaError(error);
      if (reason === logged) return;
      logged = reason;
      const message =
        error instanceof UnfitTopicError
          ? `topic ${topic} can not keep what is acknowledged: hits are answered 503 until it can`
          : `Kafka does not tell the settings of topic ${topic}: hits are answered 503 until it does (allow Describe and DescribeConfigs)`;
      log('error', { event: 'kafka-refused', reason }, message);
    },
    passed: () => (logged = null),
  };
}
