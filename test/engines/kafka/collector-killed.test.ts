import { afterAll, beforeAll, expect, it } from 'vitest';
import { startCluster, type Cluster } from './cluster.ts';
import { compareKept } from './expect-kept.ts';
import { startReplicating } from './replicating-collector.ts';
import { startSenders } from './senders.ts';
import { createTopic, readTopic } from './topic.ts';

let cluster: Cluster;

beforeAll(async () => {
  cluster = await startCluster(3);
});

afterAll(() => cluster.close());

const kills = 6;

it('loses nothing acknowledged when the collector is killed under load, before its cursor and its answers', async () => {
  const { addresses } = cluster;
  const topic = 'killed';
  await createTopic(addresses, topic);
  const collector = await startReplicating({ addresses, topic });
  const senders = startSenders({ port: () => collector.port(), name: topic });
  try {
    for (let kill = 0; kill < kills; kill += 1) {
      const goal = senders.acknowledged.size + 4_000;
      await expect.poll(() => senders.acknowledged.size).toBeGreaterThan(goal);
      await collector.kill('SIGKILL');
      await collector.start();
    }
    await senders.finish();
    await expect.poll(() => collector.lag()).toBe(0);
    const messages = await readTopic(addresses, topic);
    const { lost, duplicates } = compareKept(messages, senders.acknowledged);
    expect(lost).toEqual([]);
    // Killed between Kafka's acknowledgement and the cursor, the collector sends events again: duplicates by id. Killed
    // between the cursor and its answer, it gets the hit again from the sender, and the journal keeps it once.
    expect(duplicates).toBeGreaterThan(0);
    expect(messages.length - duplicates).toBe(senders.sent.size);
    console.log(
      `${kills} kills: ${senders.acknowledged.size} acknowledged, ${duplicates} duplicates by id`,
    );
  } finally {
    await senders.stop();
    await collector.close();
  }
});
