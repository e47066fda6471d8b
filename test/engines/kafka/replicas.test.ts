import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { startCommand } from '../../support/command.ts';
import { parseMetrics } from '../../support/conservation.ts';
import { request, type Answered } from '../../support/request.ts';
import { startCluster, type Cluster } from './cluster.ts';
import { compareKept } from './expect-kept.ts';
import { startReplicating, type ReplicatingCollector } from './replicating-collector.ts';
import { createTopic, readPartitions, readTopic, setTopicConfig } from './topic.ts';

let cluster: Cluster;
let topic: string;
let runs = 0;

beforeAll(async () => {
  cluster = await startCluster(3);
});
afterAll(() => cluster.close());
beforeEach(async () => {
  topic = `replicas-${(runs += 1)}`;
  await createTopic(cluster.addresses, topic);
  await vi.waitUntil(async () => (await inSync()) === 3, { timeout: 120_000, interval: 200 });
});

/** Brokers in sync, of the partition that has fewest. */
async function inSync(): Promise<number> {
  const partitions = await readPartitions(cluster.addresses, topic);
  return Math.min(...partitions.map(({ isr }) => isr.length));
}

const running = new Set<ReplicatingCollector>();
afterEach(async () => {
  await Promise.all([...running].map((collector) => collector.close()));
  running.clear();
  const ended = cluster.brokers.filter((broker) => broker.pid() === null);
  await Promise.all(ended.map((broker) => broker.start()));
});

const patience = { timeout: 120_000, interval: 200 };

async function start(
  environment: Readonly<Record<string, string>> = {},
): Promise<ReplicatingCollector> {
  const collector = await startReplicating({
    addresses: cluster.addresses,
    topic,
    environment: { HITMARK_REPLICAS__WAIT_MS: '1500', ...environment },
  });
  running.add(collector);
  return collector;
}

function hit(collector: ReplicatingCollector, key: string, more = ''): Promise<Answered> {
  const path = `/pixel.gif?r=${key}&t=1763802600123&e=check&d.check=${key}${more}`;
  return request(`http://127.0.0.1:${collector.port()}${path}`);
}

async function statusOf(collector: ReplicatingCollector, key: string): Promise<number> {
  return (await hit(collector, key)).status;
}

async function loseTwo(): Promise<void> {
  await Promise.all(cluster.brokers.slice(1).map((broker) => broker.kill('SIGKILL')));
}

async function startTwo(): Promise<void> {
  await Promise.all(cluster.brokers.slice(1).map((broker) => broker.start()));
}

async function available(collector: ReplicatingCollector): Promise<number | undefined> {
  const samples = parseMetrics(await collector.scrape());
  return samples.find(({ name }) => name === 'hitmark_replicas_available')?.value;
}

describe('a collector of several workers', () => {
  it('acknowledges what the replicas have, whichever worker took it, and nothing else', async () => {
    const collector = await start({ HITMARK_WORKERS: '2', HITMARK_METRICS__PORT: '0' });
    await expect.poll(() => collector.unready(), patience).toBe(null);
    const keys = Array.from({ length: 40 }, (_, index) => `${topic}-${index}`);
    // Each over a connection of its own: both workers have some.
    const all = (): Promise<number[]> => Promise.all(keys.map((key) => statusOf(collector, key)));
    const untilTaken = (): Promise<void> =>
      expect.poll(async () => new Set(await all()), patience).toEqual(new Set([200]));
    await untilTaken();
    const { lost } = compareKept(await readTopic(cluster.addresses, topic), keys);
    expect(lost).toEqual([]);

    await loseTwo();
    const late = keys.map((key) => `late-${key}`);
    const answers = await Promise.all(late.map((key) => statusOf(collector, key)));
    expect(new Set(answers)).toEqual(new Set([503]));
    // Sent again, to the other worker as well: the journal has them by now, and that is not enough.
    for (let times = 0; times < 2; times += 1) {
      const again = await Promise.all(late.map((key) => statusOf(collector, key)));
      expect(new Set(again)).toEqual(new Set([503]));
    }
    // What the replicas have is acknowledged all the same.
    expect(new Set(await all())).toEqual(new Set([200]));
    await startTwo();
    await expect
      .poll(async () => {
        const done = await Promise.all(late.map((key) => statusOf(collector, key)));
        return new Set(done);
      }, patience)
      .toEqual(new Set([200]));
    const kept = compareKept(await readTopic(cluster.addresses, topic), [...keys, ...late]);
    expect(kept.lost).toEqual([]);
  });
});

describe('/readyz', () => {
  it('is not ready while replicas can not be had, though nobody sends a hit, and says why', async () => {
    const collector = await start();
    const takes = await start({ HITMARK_REPLICAS__WHEN_LATE: 'disk' });
    const workers = await start({ HITMARK_WORKERS: '2', HITMARK_METRICS__PORT: '0' });
    const all = [collector, workers];
    for (const each of all) await expect.poll(() => each.unready(), patience).toBe(null);
    expect(await available(collector)).toBe(1);
    await loseTwo();
    for (const each of all) {
      await expect.poll(() => each.unready(), patience).toMatch(/^replicas-(unreachable|too-few)$/);
    }
    await expect.poll(() => available(collector), patience).toBe(0);
    await expect.poll(() => available(takes), patience).toBe(0);
    // It takes hits all the same.
    expect(await takes.unready()).toBe(null);
    expect((await hit(takes, 'taken')).headers['hitmark-stored']).toBe('disk');
    await startTwo();
    for (const each of all) await expect.poll(() => each.unready(), patience).toBe(null);
    expect(await available(collector)).toBe(1);
    expect(await statusOf(collector, 'after')).toBe(200);
  });
});

describe('Kafka’s thread ends by a fault of the library', () => {
  it('is answered 503 meanwhile, and goes on by itself', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hitmark-fault-'));
    const fault = join(folder, 'fault');
    const collector = await start({
      NODE_OPTIONS: `--import ${new URL('./fail-once.mjs', import.meta.url).href}`,
      FAULT_OF_THE_TEST: fault,
    });
    await expect.poll(() => collector.unready(), patience).toBe(null);
    expect(await statusOf(collector, 'before')).toBe(200);
    writeFileSync(fault, '');
    await collector.output(/a fault of the library/);
    await expect.poll(() => statusOf(collector, 'after'), patience).toBe(200);
    await expect.poll(() => collector.unready(), patience).toBe(null);
    // And once more, under load.
    const keys = Array.from({ length: 200 }, (_, index) => `load-${index}`);
    writeFileSync(fault, '');
    const acknowledged: string[] = [];
    for (const key of keys) if ((await statusOf(collector, key)) === 200) acknowledged.push(key);
    expect(acknowledged.length).toBeGreaterThan(0);
    const { lost } = compareKept(await readTopic(cluster.addresses, topic), [
      'before',
      'after',
      ...acknowledged,
    ]);
    expect(lost).toEqual([]);
    rmSync(folder, { recursive: true });
  });
});

describe('an event that Kafka refuses for good', () => {
  it('is answered 503 and is a dead letter; the others go on; tried again it arrives', async () => {
    await setTopicConfig(cluster.addresses, topic, 'max.message.bytes', '1800');
    const collector = await start({ HITMARK_KAFKA__COMPRESSION: 'none' });
    const large = `&d.large=${'x'.repeat(900)}&h=${'y'.repeat(500)}&u=https://site.test/${'z'.repeat(900)}`;
    const dead = (...args: readonly string[]) =>
      startCommand(['dead', ...args], { HITMARK_DATA: collector.data }).end();
    const around = Array.from({ length: 20 }, (_, index) => `around-${index}`);
    const answers = await Promise.all([
      hit(collector, 'large', large),
      ...around.map((key) => hit(collector, key)),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([503, ...around.map(() => 200)]);
    const { lost } = compareKept(await readTopic(cluster.addresses, topic), around);
    expect(lost).toEqual([]);
    // Never a false yes, whoever asks, and after a restart.
    expect((await hit(collector, 'large', large)).status).toBe(503);
    await collector.kill('SIGTERM');
    await collector.start();
    await expect.poll(() => statusOf(collector, 'next'), patience).toBe(200);
    expect((await hit(collector, 'large', large)).status).toBe(503);
    expect(await collector.unready()).toBe(null);
    const listed = await dead('list');
    expect(JSON.parse(listed.stdout)).toMatchObject({
      type: 'event',
      url: `kafka:${topic}`,
      reason: 'message-too-large',
    });

    await setTopicConfig(cluster.addresses, topic, 'max.message.bytes', '1000000');
    expect((await dead('retry')).stdout).toContain('"retried":1');
    await expect
      .poll(async () => (await hit(collector, 'large', large)).status, patience)
      .toBe(200);
    expect((await dead('list')).stdout).toBe('');
    expect(compareKept(await readTopic(cluster.addresses, topic), ['large', 'next']).lost).toEqual(
      [],
    );
  });
});
