import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startCommand } from '../../support/command.ts';
import { appendViews, visitorOf } from '../../support/report.ts';
import { startCluster } from './cluster.ts';
import { createTopic } from './topic.ts';

const hourMs = 3_600_000;

test('hitmark forget says by when Kafka will have deleted the events, and warns of a topic that keeps them for ever', async () => {
  const cluster = await startCluster(1);
  onTestFinished(() => cluster.close());
  const data = mkdtempSync(join(tmpdir(), 'hitmark-engines-'));
  onTestFinished(() => rmSync(data, { recursive: true, force: true }));
  await appendViews(data, 0, 10);
  const forget = async (topic: string, configs: Readonly<Record<string, string>>) => {
    await createTopic(cluster.addresses, topic, { replicas: 1, configs });
    const environment = {
      HITMARK_DATA: data,
      HITMARK_KAFKA__BROKERS: JSON.stringify(cluster.addresses),
      HITMARK_KAFKA__TOPIC: topic,
    };
    return startCommand(['forget', '--visitor', visitorOf(3)], environment).end();
  };

  const before = Date.now();
  const kept = { 'retention.ms': String(24 * hourMs), 'segment.ms': String(hourMs) };
  const { status, stderr, stdout } = await forget('day', kept);
  expect({ status, ...(JSON.parse(stdout) as object) }).toMatchObject({ status: 0, events: 1 });
  const [, until = ''] = /Kafka's topic day may hold them until (\S+Z),/.exec(stderr) ?? [];
  expect(Date.parse(until)).toBeGreaterThanOrEqual(before + 25 * hourMs);
  expect(Date.parse(until)).toBeLessThan(Date.now() + 26 * hourMs);

  expect((await forget('ever', { 'retention.ms': '-1' })).stderr).toContain(
    "Kafka's topic ever may hold them for ever",
  );
});
