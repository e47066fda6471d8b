import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { checkConservation } from '../../support/conservation.ts';
import type { Broker } from './broker.ts';
import { startCluster, type Cluster } from './cluster.ts';
import { compareKept, expectOrder } from './expect-kept.ts';
import { startReplicating, type ReplicatingCollector } from './replicating-collector.ts';
import { startSenders, type Refusal, type Senders } from './senders.ts';
import { createTopic, readPartitions, readTopic } from './topic.ts';

let cluster: Cluster;
let collector: ReplicatingCollector;
let senders: Senders;
let topic: string;
/** Events that were acknowledged in all runs. */
let total = 0;
let runs = 0;

beforeAll(async () => {
  cluster = await startCluster(3);
});

afterAll(() => cluster.close());

/** Waits until a number of further events are acknowledged. */
async function more(events: number): Promise<void> {
  const goal = senders.acknowledged.size + events;
  await expect.poll(() => senders.acknowledged.size, { timeout: 120_000 }).toBeGreaterThan(goal);
}

/** Waits until all requests are answered, all events are handed on, and all replicas are in sync. */
async function settle(): Promise<void> {
  await senders.finish();
  await expect.poll(() => collector.lag(), { timeout: 120_000 }).toBe(0);
  await expect.poll(() => inSync(), { timeout: 120_000 }).toBe(3);
}

/** Least number of replicas in sync of any partition. */
async function inSync(): Promise<number> {
  const partitions = await readPartitions(cluster.addresses, topic);
  return Math.min(...partitions.map(({ isr }) => isr.length));
}

/** Expects Kafka to have everything that was acknowledged, and the collector's counts to add up. */
async function expectKept(): Promise<void> {
  const messages = await readTopic(cluster.addresses, topic);
  const { lost, duplicates } = compareKept(messages, senders.acknowledged);
  expect(lost).toEqual([]);
  expectOrder(messages);
  const { stored, received, inFlight } = checkConservation(await collector.scrape());
  expect(inFlight).toBe(0);
  expect(stored).toBe(senders.sent.size);
  expect(messages.length - duplicates).toBe(stored);
  total += senders.acknowledged.size;
  const slowest = Math.max(0, ...senders.refused.map(({ ms }) => ms));
  console.log(
    `${topic}: ${senders.acknowledged.size} acknowledged, ${received} received, ${duplicates} duplicates by id, ` +
      `${senders.refused.length} answers 503, the slowest after ${slowest.toFixed(0)} ms`,
  );
}

/** Tells whether a 503 lacks the time to try again, or claims that something was stored. */
function isDishonest({ retryAfter, stored }: Refusal): boolean {
  return retryAfter !== '5' || stored !== undefined;
}

function broker(index: number): Broker {
  const found = cluster.brokers[index];
  if (found === undefined) throw new Error(`expected a broker ${index}`);
  return found;
}

describe('with answers that wait for three brokers', () => {
  beforeEach(async () => {
    topic = `events-${(runs += 1)}`;
    await createTopic(cluster.addresses, topic);
    collector = await startReplicating({ addresses: cluster.addresses, topic });
    senders = startSenders({ port: () => collector.port(), name: topic });
  });

  afterEach(async () => {
    await senders.stop();
    await collector.close();
  });

  it('loses nothing acknowledged when a broker is killed under load', async () => {
    await more(15_000);
    await broker(0).kill('SIGKILL');
    await more(15_000);
    await broker(0).start();
    await more(10_000);
    await settle();
    await expectKept();
    expect(senders.refused.filter(isDishonest)).toEqual([]);
  });

  it('loses nothing acknowledged when a broker hangs for 12 s', async () => {
    await more(15_000);
    broker(1).pause();
    const end = performance.now() + 12_000;
    await expect.poll(() => performance.now(), { timeout: 60_000 }).toBeGreaterThan(end);
    broker(1).resume();
    await more(15_000);
    await settle();
    await expectKept();
    expect(senders.refused.filter(isDishonest)).toEqual([]);
  });

  it('answers 503 while two of three are down, and drains by itself when they are back', async () => {
    await more(15_000);
    await Promise.all([broker(1).kill('SIGKILL'), broker(2).kill('SIGKILL')]);
    const before = senders.acknowledged.size;
    // Each sender is refused more than once.
    await expect.poll(() => senders.refused.length, { timeout: 120_000 }).toBeGreaterThan(96);
    const during = senders.acknowledged.size;
    await expect.poll(() => senders.refused.length, { timeout: 120_000 }).toBeGreaterThan(160);
    expect(senders.acknowledged.size).toBe(during);
    expect(during - before).toBeLessThan(before);
    await Promise.all([broker(1).start(), broker(2).start()]);
    await more(25_000);
    await settle();
    await expectKept();
    expect(senders.refused.filter(isDishonest)).toEqual([]);
  });
});

it('acknowledged 100,000 events or more over these runs', () => {
  expect(total).toBeGreaterThanOrEqual(100_000);
});
