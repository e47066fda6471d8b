import {
  AclOperations,
  AclPermissionTypes,
  Admin,
  ConfigResourceTypes,
  Consumer,
  IncrementalAlterConfigOperationTypes,
  ListOffsetTimestamps,
  ResourcePatternTypes,
  ResourceTypes,
  stringDeserializers,
} from '@platformatic/kafka';

/** A message as it stands in a topic. */
export interface ReadMessage {
  readonly key: string;
  readonly value: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly partition: number;
}

/** Settings that keep what is acknowledged. */
const partitions = 6;
const replicas = 3;

/** Creates a topic of six partitions on three brokers. */
export async function createTopic(
  addresses: readonly string[],
  topic: string,
  settings: {
    readonly replicas?: number;
    readonly configs?: Readonly<Record<string, string>>;
  } = {},
): Promise<void> {
  const configs = Object.entries(settings.configs ?? {}).map(([name, value]) => ({ name, value }));
  await withAdmin(addresses, (admin) =>
    admin.createTopics({
      topics: [topic],
      partitions,
      replicas: settings.replicas ?? replicas,
      configs,
    }),
  );
}

/** Partitions of a topic: the broker that leads each, and those that are in sync. */
export async function readPartitions(
  addresses: readonly string[],
  topic: string,
): Promise<readonly { readonly leader: number; readonly isr: readonly number[] }[]> {
  return withAdmin(addresses, async (admin) => {
    const metadata = await admin.metadata({ topics: [topic], forceUpdate: true });
    return metadata.topics.get(topic)?.partitions ?? [];
  });
}

/** Changes a setting of a topic. */
export async function setTopicConfig(
  addresses: readonly string[],
  topic: string,
  name: string,
  value: string,
): Promise<void> {
  const configs = [{ name, configOperation: IncrementalAlterConfigOperationTypes.SET, value }];
  const resources = [{ resourceType: ConfigResourceTypes.TOPIC, resourceName: topic, configs }];
  await withAdmin(addresses, (admin) => admin.incrementalAlterConfigs({ resources }));
}

/** Right of a user on a topic, of brokers with an authorizer. */
export interface TopicRight {
  readonly topic: string;
  readonly username: string;
  readonly operation: 'DESCRIBE' | 'DESCRIBE_CONFIGS' | 'WRITE';
  readonly permission: 'ALLOW' | 'DENY';
}

/** Adds rights, or takes back those that were added. */
export async function changeRights(
  addresses: readonly string[],
  change: 'add' | 'remove',
  rights: readonly TopicRight[],
): Promise<void> {
  const all = rights.map(({ topic, username, operation, permission }) => ({
    resourceType: ResourceTypes.TOPIC,
    resourceName: topic,
    resourcePatternType: ResourcePatternTypes.LITERAL,
    principal: `User:${username}`,
    host: '*',
    operation: AclOperations[operation],
    permissionType: AclPermissionTypes[permission],
  }));
  await withAdmin(addresses, async (admin) => {
    if (change === 'add') await admin.createAcls({ creations: all });
    else await admin.deleteAcls({ filters: all });
  });
}

/** Reads everything that a topic holds by now. */
export async function readTopic(
  addresses: readonly string[],
  topic: string,
): Promise<ReadMessage[]> {
  const missing = await endOffsets(addresses, topic);
  const consumer = new Consumer({
    clientId: 'reader',
    groupId: `reader-${topic}-${process.pid}-${performance.now()}`,
    bootstrapBrokers: [...addresses],
    deserializers: stringDeserializers,
    maxWaitTime: 200,
  });
  const messages: ReadMessage[] = [];
  for (const [partition, end] of missing) if (end === 0n) missing.delete(partition);
  if (missing.size > 0) {
    const stream = await consumer.consume({ topics: [topic], mode: 'earliest', autocommit: false });
    for await (const { key, value, headers, partition, offset } of stream) {
      messages.push({ key, value, headers: Object.fromEntries(headers), partition });
      if (offset + 1n >= (missing.get(partition) ?? 0n)) missing.delete(partition);
      if (missing.size === 0) break;
    }
    await stream.close();
  }
  await consumer.close(true);
  return messages;
}

/** Offset after the last message of each partition. */
async function endOffsets(
  addresses: readonly string[],
  topic: string,
): Promise<Map<number, bigint>> {
  return withAdmin(addresses, async (admin) => {
    const timestamp = ListOffsetTimestamps.LATEST;
    const asked = Array.from({ length: partitions }, (_, partitionIndex) => ({
      partitionIndex,
      timestamp,
    }));
    const [found] = await admin.listOffsets({ topics: [{ name: topic, partitions: asked }] });
    return new Map(found?.partitions.map(({ partitionIndex, offset }) => [partitionIndex, offset]));
  });
}

async function withAdmin<Result>(
  addresses: readonly string[],
  run: (admin: Admin) => Promise<Result>,
): Promise<Result> {
  const admin = new Admin({
    clientId: 'tests',
    bootstrapBrokers: [...addresses],
    retries: 60,
    retryDelay: 500,
  });
  try {
    return await run(admin);
  } finally {
    await admin.close();
  }
}
