import { Admin, ConfigResourceTypes, type GenericError } from '@platformatic/kafka';
import type { Options } from '../../configuration/index.ts';
import { connectionOptions } from './kafka-connection.ts';

/** Settings of a topic that decide whether it loses nothing with a broker. */
export interface TopicSettings {
  /** Brokers that hold each partition, of the one that has fewest. */
  readonly replication: number;
  /** Brokers that must have a message before it is acknowledged. */
  readonly minInSync: number;
  /** True where a broker that lacks messages may lead. */
  readonly unclean: boolean;
}

/** A topic that can't keep what `acknowledge: 'replicas'` promises: a line for each reason. */
export class UnfitTopicError extends Error {
  override readonly name = 'UnfitTopicError';
}

const least = { replication: 3, minInSync: 2 };

/** Finds settings with which an acknowledged event could be lost. */
export function topicProblems(
  topic: string,
  { replication, minInSync, unclean }: TopicSettings,
): string[] {
  const problems: string[] = [];
  const needs = (need: string, found: number | boolean): void => {
    problems.push(`kafka.topic: acknowledge: replicas needs ${need}; topic ${topic} has ${found}`);
  };
  if (replication < least.replication) {
    needs(`a replication of ${least.replication} or more`, replication);
  }
  // NaN is not enough either.
  if (!(minInSync >= least.minInSync)) {
    needs(`min.insync.replicas=${least.minInSync} or more`, minInSync);
  }
  if (unclean) needs('unclean.leader.election.enable=false', unclean);
  return problems;
}

/**
 * Asks the brokers for the settings of the topic.
 *
 * @throws Error of the library, where no broker answers
 */
async function readTopicSettings(kafka: Options['kafka']): Promise<TopicSettings> {
  const admin = new Admin({ ...connectionOptions(kafka), retries: kafka.brokers.length });
  try {
    const { topic } = kafka;
    const metadata = await admin.metadata({ topics: [topic], forceUpdate: true });
    const partitions = metadata.topics.get(topic)?.partitions ?? [];
    const [described] = await admin.describeConfigs({
      resources: [{ resourceType: ConfigResourceTypes.TOPIC, resourceName: topic }],
    });
    const valueOf = (name: string): string | null =>
      described?.configs.find((config) => config.name === name)?.value ?? null;
    return {
      replication: Math.min(...partitions.map(({ replicas }) => replicas.length)),
      minInSync: Number(valueOf('min.insync.replicas')),
      // A setting that the broker does not show counts as wrong.
      unclean: valueOf('unclean.leader.election.enable') !== 'false',
    };
  } finally {
    await admin.close();
  }
}

/**
 * Looks whether the topic keeps what it acknowledges.
 *
 * @returns its settings
 * @throws UnfitTopicError where it does not; Error where no broker answers, or none tells
 */
export async function checkTopic(kafka: Options['kafka']): Promise<TopicSettings> {
  const settings = await readTopicSettings(kafka).catch((error: unknown) => {
    if (!isMissing(error)) throw error;
    // To a user without the right to see it, Kafka answers that there is no such topic.
    const problem = `there is no topic ${kafka.topic}: create it first, or allow its user Describe`;
    throw new UnfitTopicError(`kafka.topic: ${problem}`);
  });
  const problems = topicProblems(kafka.topic, settings);
  if (problems.length > 0) throw new UnfitTopicError(problems.join('\n'));
  return settings;
}

/** The library finds no topic of that name in a broker's answer. */
function isMissing(error: unknown): boolean {
  return error instanceof Error && (error as GenericError).code === 'PLT_KFK_USER';
}
