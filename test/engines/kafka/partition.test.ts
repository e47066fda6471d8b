import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCluster, type Cluster } from './cluster.ts';
import { compareKept } from './expect-kept.ts';
import { createNetwork, canCreateNetwork, type Network } from './network.ts';
import { startReplicating } from './replicating-collector.ts';
import { startSenders } from './senders.ts';
import { createTopic, readTopic } from './topic.ts';

const reason = 'not run: needs root and the command ip (iproute2)';
const isPossible = canCreateNetwork();

describe(`a network that is cut between collector and brokers${isPossible ? '' : ` (${reason})`}`, () => {
  let network: Network;
  let cluster: Cluster;

  beforeAll(async () => {
    if (!isPossible) return;
    network = createNetwork();
    cluster = await startCluster(3, { host: network.brokerHost });
  });

  afterAll(async () => {
    if (!isPossible) return;
    await cluster.close();
    network.close();
  });

  it.skipIf(!isPossible && !process.env['CI'])(
    'loses nothing acknowledged, answers 503 meanwhile, and goes on when it is whole again',
    async () => {
      const { addresses } = cluster;
      const topic = 'cut';
      await createTopic(addresses, topic);
      const collector = await startReplicating({
        addresses,
        topic,
        host: network.collectorHost,
        prefix: network.prefix,
      });
      const { host } = collector;
      const senders = startSenders({ port: () => collector.port(), host, name: topic });
      try {
        await expect.poll(() => senders.acknowledged.size).toBeGreaterThan(5_000);
        network.cut();
        await expect.poll(() => senders.refused.length, { timeout: 120_000 }).toBeGreaterThan(96);
        const during = senders.acknowledged.size;
        await expect.poll(() => senders.refused.length, { timeout: 120_000 }).toBeGreaterThan(160);
        expect(senders.acknowledged.size).toBe(during);
        network.mend();
        await expect
          .poll(() => senders.acknowledged.size, { timeout: 120_000 })
          .toBeGreaterThan(during + 5_000);
        await senders.finish();
        await expect.poll(() => collector.lag(), { timeout: 120_000 }).toBe(0);
        const messages = await readTopic(addresses, topic);
        const { lost, duplicates } = compareKept(messages, senders.acknowledged);
        expect(lost).toEqual([]);
        expect(messages.length - duplicates).toBe(senders.sent.size);
        console.log(
          `cut: ${senders.acknowledged.size} acknowledged, ${duplicates} duplicates by id`,
        );
      } finally {
        await senders.stop();
        await collector.close();
      }
    },
  );
});

it('has root and ip in CI', () => {
  const { status } = spawnSync('ip', ['-V'], { stdio: 'ignore' });
  expect(isPossible || !process.env['CI'] || status !== 0).toBe(true);
});
