import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { request } from '../../support/request.ts';
import { compareKept } from './expect-kept.ts';
import { startReplicating, type ReplicatingCollector } from './replicating-collector.ts';
import { startSecureCluster, type SecureCluster } from './secure-cluster.ts';
import { changeRights, createTopic, readTopic, setTopicConfig, type TopicRight } from './topic.ts';

// Brokers with an authorizer: the collector's user has the rights that a test gives it, and may lose them.

let cluster: SecureCluster;
let topic: string;
let runs = 0;
const patience = { timeout: 180_000, interval: 500 };

beforeAll(async () => {
  cluster = await startSecureCluster(3, {
    'authorizer.class.name': 'org.apache.kafka.metadata.authorizer.StandardAuthorizer',
    // The brokers themselves, and these tests.
    'super.users': 'User:ANONYMOUS',
  });
});
afterAll(() => cluster.close());

beforeEach(async () => {
  topic = `rights-${(runs += 1)}`;
  await createTopic(cluster.addresses, topic);
  await changeRights(cluster.addresses, 'add', [right('DESCRIBE'), right('WRITE')]);
});

function right(
  operation: TopicRight['operation'],
  permission: TopicRight['permission'] = 'ALLOW',
): TopicRight {
  return { topic, username: cluster.username, operation, permission };
}

const add = (...rights: readonly TopicRight[]) => changeRights(cluster.addresses, 'add', rights);
const remove = (...rights: readonly TopicRight[]) =>
  changeRights(cluster.addresses, 'remove', rights);

/** A collector, the hits that it is sent, and those that it has acknowledged. */
async function start() {
  const collector = await startReplicating({
    addresses: cluster.secureAddresses,
    topic,
    environment: { ...cluster.environment, HITMARK_REPLICAS__WAIT_MS: '1500' },
  });
  onTestFinished(() => collector.close());
  const acknowledged = new Set<string>();
  const sent: string[] = [];
  return { collector, acknowledged, sent, send: () => sendHit(collector, sent, acknowledged) };
}

/** Sends a hit that was not sent before; its status. */
async function sendHit(
  collector: ReplicatingCollector,
  sent: string[],
  acknowledged: Set<string>,
): Promise<number> {
  const key = `${topic}-${sent.length}`;
  sent.push(key);
  const path = `/pixel.gif?r=${key}&t=1763802600123&e=check&d.check=${key}`;
  const { status } = await request(`http://127.0.0.1:${collector.port()}${path}`);
  if (status === 200) acknowledged.add(key);
  return status;
}

/** Those of some keys that Kafka does not have. */
async function missing(keys: Iterable<string>): Promise<readonly string[]> {
  return compareKept(await readTopic(cluster.addresses, topic), keys).lost;
}

describe('the right to read the settings of the topic', () => {
  it('is missing at the start: the log names it, hits are answered 503, until it is there', async () => {
    const { collector, send, sent } = await start();
    await collector.output(/"event":"kafka-refused".*allow Describe and DescribeConfigs/);
    expect(await send()).toBe(503);
    expect(await collector.unready()).toBe('replicas-refused');
    expect(await missing(sent)).toEqual(sent);

    await add(right('DESCRIBE_CONFIGS'));
    await expect.poll(send, patience).toBe(200);
    await expect.poll(() => missing(sent), patience).toEqual([]);
    expect(await collector.unready()).toBe(null);
  });

  it('is taken away: after a minute nothing is promised, whatever the topic is by then', async () => {
    await add(right('DESCRIBE_CONFIGS'));
    const { collector, send, sent, acknowledged } = await start();
    await expect.poll(send, patience).toBe(200);

    await add(right('DESCRIBE_CONFIGS', 'DENY'));
    await expect.poll(send, patience).toBe(503);
    await collector.output(/"event":"replicas-unavailable","reason":"replicas-refused"/);
    expect(await collector.unready()).toBe('replicas-refused');
    expect(await missing(acknowledged)).toEqual([]);

    // Nobody sees it, and it would be believed for the rest of the minute.
    await setTopicConfig(cluster.addresses, topic, 'min.insync.replicas', '1');
    const before = acknowledged.size;
    for (let times = 0; times < 20; times += 1) expect(await send()).toBe(503);
    expect(acknowledged.size).toBe(before);
    expect((await missing(sent)).length).toBeGreaterThanOrEqual(20);

    await remove(right('DESCRIBE_CONFIGS', 'DENY'));
    await collector.output(
      /"event":"kafka-refused".*min\.insync\.replicas=2 or more; topic rights-\d has 1/,
    );
    expect(await send()).toBe(503);
    expect(acknowledged.size).toBe(before);

    await setTopicConfig(cluster.addresses, topic, 'min.insync.replicas', '2');
    await expect.poll(send, patience).toBe(200);
    await expect.poll(() => missing(sent), patience).toEqual([]);
  });
});

describe('the right to write', () => {
  it('is taken away: nothing is promised, no event is given up, and all arrive when it is back', async () => {
    await add(right('DESCRIBE_CONFIGS'));
    const { collector, send, sent, acknowledged } = await start();
    await expect.poll(send, patience).toBe(200);

    await add(right('WRITE', 'DENY'));
    await expect.poll(send, patience).toBe(503);
    await expect.poll(() => collector.unready(), patience).toBe('replicas-refused');
    expect(await send()).toBe(503);
    expect(await missing(acknowledged)).toEqual([]);

    await remove(right('WRITE', 'DENY'));
    await expect.poll(send, patience).toBe(200);
    await expect.poll(() => missing(sent), patience).toEqual([]);
    const log = await collector.kill('SIGTERM');
    expect(log).not.toContain('kafka-dead');
    expect(log).not.toContain(cluster.password);
  });
});
