import { afterAll, beforeAll, expect, test } from 'vitest';
import { startCluster, type Cluster } from './cluster.ts';

let cluster: Cluster;

beforeAll(async () => {
  cluster = await startCluster(3);
});

afterAll(() => cluster.close());

test('starts three brokers, ends one by a signal and starts it again', async () => {
  const [first, ...others] = cluster.brokers;
  expect(others.map((broker) => broker.pid())).toEqual([expect.any(Number), expect.any(Number)]);
  await first?.kill('SIGKILL');
  expect(first?.pid()).toBeNull();
  await first?.start();
  expect(first?.pid()).toEqual(expect.any(Number));
});
