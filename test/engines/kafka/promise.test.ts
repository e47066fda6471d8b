import { createLinks, generateKey } from '@hitmark/codec';
import { stringSerializers, Producer } from '@platformatic/kafka';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { request, type Answered } from '../../support/request.ts';
import type { Broker } from './broker.ts';
import { startCluster, type Cluster } from './cluster.ts';
import { compareKept } from './expect-kept.ts';
import { startReplicating, type ReplicatingCollector } from './replicating-collector.ts';
import { createTopic, readPartitions, readTopic } from './topic.ts';

let cluster: Cluster;
let topic: string;
let runs = 0;

beforeAll(async () => {
  cluster = await startCluster(3);
});

afterAll(() => cluster.close());

beforeEach(async () => {
  topic = `promise-${(runs += 1)}`;
  await createTopic(cluster.addresses, topic);
});

const running = new Set<ReplicatingCollector>();

// A test that fails must not make the next one fail.
afterEach(async () => {
  await Promise.all([...running].map((collector) => collector.close()));
  running.clear();
  const ended = cluster.brokers.filter((broker) => broker.pid() === null);
  await Promise.all(ended.map((broker) => broker.start()));
});

async function start(
  environment: Readonly<Record<string, string>> = {},
): Promise<ReplicatingCollector> {
  const collector = await startReplicating({ addresses: cluster.addresses, topic, environment });
  running.add(collector);
  return collector;
}

function hit(collector: ReplicatingCollector, key: string): Promise<Answered> {
  const path = `/pixel.gif?r=${key}&t=1763802600123&e=check&d.check=${key}`;
  return request(`http://127.0.0.1:${collector.port()}${path}`);
}

function brokersBut(...ids: readonly number[]): Broker[] {
  return cluster.brokers.filter(({ id }) => !ids.includes(id));
}

/** Waits until all replicas are in sync, which takes some seconds after an outage. */
async function untilInSync(): Promise<void> {
  const inSync = async (): Promise<number> => {
    const partitions = await readPartitions(cluster.addresses, topic);
    return Math.min(...partitions.map(({ isr }) => isr.length));
  };
  await expect.poll(inSync, { timeout: 120_000 }).toBe(3);
}

/** Waits until the topic has all acknowledged hits. */
async function untilKept(acknowledged: readonly string[]): Promise<void> {
  const lost = async (): Promise<readonly string[]> =>
    compareKept(await readTopic(cluster.addresses, topic), acknowledged).lost;
  await expect.poll(lost, { timeout: 120_000, interval: 1_000 }).toEqual([]);
}

describe('a topic that can lose what it acknowledges', () => {
  it.each([
    ['two replicas', { replicas: 2 }, 'a replication of 3 or more; topic unfit-0 has 2'],
    [
      'one broker that must have it',
      { configs: { 'min.insync.replicas': '1' } },
      'min.insync.replicas=2 or more; topic unfit-1 has 1',
    ],
    [
      'unclean elections',
      { configs: { 'unclean.leader.election.enable': 'true' } },
      'unclean.leader.election.enable=false; topic unfit-2 has true',
    ],
  ])('is refused at the start: %s', async (_what, settings, why) => {
    const index = why.replace(/.*unfit-(\d).*/, '$1');
    await createTopic(cluster.addresses, `unfit-${index}`, settings);
    const environment = { HITMARK_KAFKA__TOPIC: `unfit-${index}` };
    await expect(start(environment)).rejects.toThrow(why);
    // With `disk`, answers promise nothing about the topic.
    const other = await start({ ...environment, HITMARK_ACKNOWLEDGE: 'disk' });
    expect((await hit(other, 'a')).status).toBe(200);
  });

  it('is refused at the start where it is not there', async () => {
    const environment = { HITMARK_KAFKA__TOPIC: 'nowhere' };
    await expect(start(environment)).rejects.toThrow('there is no topic nowhere');
  });
});

describe('without Kafka', () => {
  it('starts, answers 503, and acknowledges when brokers answer', async () => {
    await Promise.all(cluster.brokers.map((broker) => broker.kill('SIGKILL')));
    const collector = await start();
    const { status, headers } = await hit(collector, 'early');
    expect({ status, retry: headers['retry-after'] }).toEqual({ status: 503, retry: '5' });
    // The journal has it by now, which is not enough.
    expect((await hit(collector, 'early')).status).toBe(503);
    await Promise.all(cluster.brokers.map((broker) => broker.start()));
    const answer = async (): Promise<number> => (await hit(collector, 'early')).status;
    await expect.poll(answer, { timeout: 120_000 }).toBe(200);
    await untilKept(['early']);
  });

  it('answers opens, and hits too if the operator wants it, with Hitmark-Stored', async () => {
    await untilInSync();
    const linkKey = generateKey();
    const collector = await start({
      HITMARK_LINKS__KEYS: linkKey,
      HITMARK_REPLICAS__WHEN_LATE: 'disk',
      HITMARK_REPLICAS__WAIT_MS: '1000',
    });
    await Promise.all(brokersBut(1).map((broker) => broker.kill('SIGKILL')));
    const late = await hit(collector, 'late');
    expect([late.status, late.headers['hitmark-stored']]).toEqual([200, 'disk']);
    const links = createLinks({
      openUrl: `http://127.0.0.1:${collector.port()}/o/`,
      keys: linkKey,
    });
    const open = links.open({ check: 'open' });
    const { status, headers } = await request(open);
    expect([status, headers['hitmark-stored']]).toEqual([200, 'pending']);
    await Promise.all(brokersBut(1).map((broker) => broker.start()));
    await untilKept(['late', 'open']);
    const soon = await hit(collector, 'soon');
    await expect
      .poll(async () => (await hit(collector, 'soon')).headers['hitmark-stored'])
      .toBe(undefined);
    expect(soon.status).toBe(200);
  });
});

describe('the machine is lost with its disk while two of three brokers are down', () => {
  /** Sends hits, and each again. Returns those that were acknowledged when the disk was gone. */
  async function lose(acknowledge: 'disk' | 'replicas'): Promise<string[]> {
    await untilInSync();
    const collector = await start({
      HITMARK_ACKNOWLEDGE: acknowledge,
      HITMARK_REPLICAS__WAIT_MS: '1000',
    });
    await Promise.all(brokersBut(1).map((broker) => broker.kill('SIGKILL')));
    const keys = Array.from({ length: 20 }, (_, number) => `${topic}-${number}`);
    const acknowledged = new Set<string>();
    const sendAll = async (): Promise<void> => {
      const answers = await Promise.all(keys.map((key) => hit(collector, key)));
      for (const [index, { status }] of answers.entries()) {
        if (status === 200) acknowledged.add(keys[index] ?? '');
      }
    };
    await sendAll();
    await sendAll();
    await collector.close();
    await Promise.all(brokersBut(1).map((broker) => broker.start()));
    await untilInSync();
    return [...acknowledged];
  }

  it('loses nothing acknowledged, since a hit that is sent again is not acknowledged either', async () => {
    const acknowledged = await lose('replicas');
    expect(acknowledged).toEqual([]);
  });

  it('would lose it if the journal alone acknowledged', async () => {
    const acknowledged = await lose('disk');
    const { lost } = compareKept(await readTopic(cluster.addresses, topic), acknowledged);
    expect(acknowledged).toHaveLength(20);
    // One may have been under way to Kafka when its brokers went down.
    expect(lost.length).toBeGreaterThan(10);
  });
});

describe('the leader is lost while the others hang', () => {
  it('loses nothing that the collector acknowledged; with acks=1 it would', async () => {
    await untilInSync();
    const [first] = await readPartitions(cluster.addresses, topic);
    const leader = first?.leader ?? 0;
    const collector = await start({ HITMARK_REPLICAS__WAIT_MS: '1000' });
    const weak = new Producer({
      clientId: 'weak',
      bootstrapBrokers: [...cluster.addresses],
      acks: 1,
      serializers: stringSerializers,
    });
    const message = (key: string) => {
      const value = JSON.stringify({ id: key, data: { check: key } });
      return { topic, partition: 0, key, value, headers: { id: key } };
    };
    await weak.send({ messages: [message('before')] });
    expect((await hit(collector, 'safe')).status).toBe(200);
    for (const broker of brokersBut(leader)) broker.pause();
    // The open request of a paused broker takes one message, which arrives when the broker goes on: this one.
    await weak.send({ messages: [message('taken')] });
    const refused = hit(collector, 'waits');
    await weak.send({ messages: [message('weak')] });
    await cluster.brokers.find(({ id }) => id === leader)?.kill('SIGKILL');
    for (const broker of brokersBut(leader)) broker.resume();
    const answered = (await refused).status === 200 ? ['waits'] : [];
    await cluster.brokers.find(({ id }) => id === leader)?.start();
    await untilInSync();
    await weak.close(true);
    const again = async (): Promise<number> => (await hit(collector, 'waits')).status;
    await expect.poll(again, { timeout: 120_000 }).toBe(200);
    const messages = await readTopic(cluster.addresses, topic);
    expect(compareKept(messages, ['before', 'safe', 'waits', ...answered]).lost).toEqual([]);
    expect(compareKept(messages, ['weak']).lost).toEqual(['weak']);
  });
});
