import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { startCluster, type Cluster } from './cluster.ts';
import { compareKept } from './expect-kept.ts';
import { startReplicating } from './replicating-collector.ts';
import { startSenders } from './senders.ts';
import { canMakeDisk, makeSmallDisk } from './small-disk.ts';
import { createTopic, readTopic } from './topic.ts';

const reason = 'not run: needs root, and leave to mount';
const isPossible = canMakeDisk();

describe(`a disk that fills while Kafka is down${isPossible ? '' : ` (${reason})`}`, () => {
  let cluster: Cluster;

  beforeAll(async () => {
    if (isPossible) cluster = await startCluster(1);
  });
  afterAll(async () => {
    if (isPossible) await cluster.close();
  });

  it.skipIf(!isPossible && !process.env['CI'])(
    'is answered 503, loses nothing acknowledged, holds no memory, and goes on when there is room',
    async () => {
      const disk = makeSmallDisk(40);
      onTestFinished(() => disk.close());
      await createTopic(cluster.addresses, 'full', { replicas: 1 });
      const collector = await startReplicating({
        addresses: cluster.addresses,
        topic: 'full',
        data: disk.folder,
        environment: { HITMARK_ACKNOWLEDGE: 'disk', HITMARK_LIMITS__MIN_FREE_BYTES: '0' },
      });
      onTestFinished(async () => {
        await collector.kill('SIGKILL');
      });
      await cluster.brokers[0]?.kill('SIGKILL');
      const senders = startSenders({ port: () => collector.port(), name: 'full', clients: 16 });
      const patience = { timeout: 200_000 };
      await expect.poll(() => senders.acknowledged.size, patience).toBeGreaterThan(8_000);
      const before = residentMib(collector.pid());
      await expect.poll(() => senders.refused.length, patience).toBeGreaterThan(200);
      const after = residentMib(collector.pid());
      expect(await collector.unready()).toMatch(/^journal-/);

      // Everything that was acknowledged gets there while the disk is still full.
      await cluster.brokers[0]?.start();
      const lost = async (): Promise<number> =>
        compareKept(await readTopic(cluster.addresses, 'full'), senders.acknowledged).lost.length;
      await expect.poll(lost, { ...patience, interval: 1_000 }).toBe(0);
      const whenFull = senders.acknowledged.size;

      disk.resize(200);
      await expect
        .poll(() => senders.acknowledged.size, patience)
        .toBeGreaterThan(whenFull + 1_000);
      await senders.finish();
      await expect.poll(lost, { ...patience, interval: 1_000 }).toBe(0);
      console.log(
        `${whenFull} acknowledged until the disk was full; ${before} MiB of memory at first, ${after} MiB at the end`,
      );
      expect(after - before).toBeLessThan(80);
    },
  );
});

/** Memory of a process that is in use, in MiB. */
function residentMib(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024);
}
