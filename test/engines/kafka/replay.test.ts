import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createJournal } from '@hitmark/collector';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { sampleEvent } from '../../../packages/codec/test/event/sample-event.ts';
import { startCommand } from '../../support/command.ts';
import { startCluster, type Cluster } from './cluster.ts';
import { compareKept } from './expect-kept.ts';
import { createTopic, readTopic } from './topic.ts';

// `hitmark replay --forwarder kafka`, as an operator runs it.

let cluster: Cluster;
beforeAll(async () => {
  cluster = await startCluster(1);
});
afterAll(() => cluster.close());

const secretText = 'nobody-else-is-to-read-this';

/** A journal with an event of each size, in characters, whose id and `data.check` are its number. */
async function fill(sizes: readonly number[]): Promise<string> {
  const data = mkdtempSync(join(tmpdir(), 'hitmark-engines-'));
  onTestFinished(() => rmSync(data, { recursive: true, force: true }));
  const journal = await createJournal({ data, minFreeBytes: 0 });
  await journal.append(
    sizes.map((size, index) => ({
      event: sampleEvent({
        id: `id-${index + 1}`,
        site: 'acme',
        data: { check: String(index + 1), filling: secretText.padEnd(size, 'x') },
      }),
      received: 0,
      hit: null,
      webhook: null,
    })),
  );
  await journal.close();
  return data;
}

function replay(data: string, topic: string, environment: Readonly<Record<string, string>> = {}) {
  return startCommand(['replay', '--forwarder', 'kafka', '--from', '2000-01-01'], {
    HITMARK_DATA: data,
    HITMARK_KAFKA__BROKERS: JSON.stringify(cluster.addresses),
    HITMARK_KAFKA__TOPIC: topic,
    HITMARK_KAFKA__COMPRESSION: 'none',
    // One partition takes all.
    HITMARK_KAFKA__KEY: 'site',
    ...environment,
  }).end();
}

const numbers = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_none, index) => String(from + index));

it('goes on after events that Kafka refuses for good, names them, and fails at the end', async () => {
  const configs = { 'max.message.bytes': '4000' };
  await createTopic(cluster.addresses, 'small', { replicas: 1, configs });
  const sizes = Array.from({ length: 1_200 }, (_none, index) =>
    index === 6 || index === 1_100 ? 9_000 : 30,
  );
  const data = await fill(sizes);
  const { status, stdout, stderr } = await replay(data, 'small');
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr.trim().split('\n')).toEqual([
    'hitmark: refused for good: sequence 7, id id-7 (message-too-large)',
    'hitmark: refused for good: sequence 1101, id id-1101 (message-too-large)',
    '1,198 events sent again to the topic small',
    'hitmark: 2 events were refused for good: mend the destination, then run the same command again',
  ]);
  const others = numbers(1, 1_200).filter((key) => key !== '7' && key !== '1101');
  const messages = await readTopic(cluster.addresses, 'small');
  expect(compareKept(messages, others).lost).toEqual([]);
  expect(compareKept(messages, ['7', '1101']).lost).toEqual(['7', '1101']);
});

it('sends pages that are larger than a batch of Kafka', async () => {
  await createTopic(cluster.addresses, 'large', { replicas: 1 });
  const data = await fill(Array.from({ length: 700 }, () => 6_000));
  const { status, stderr } = await replay(data, 'large');
  expect({ status, stderr }).toEqual({
    status: 0,
    stderr: '700 events sent again to the topic large\n',
  });
  const kept = compareKept(await readTopic(cluster.addresses, 'large'), numbers(1, 700));
  expect(kept).toEqual({ lost: [], duplicates: 0 });
});

it('says in one line that no broker answers, and what to do', async () => {
  const data = await fill([30, 30]);
  const brokers = { HITMARK_KAFKA__BROKERS: '["127.0.0.1:1"]' };
  const { status, stdout, stderr } = await replay(data, 'nowhere', brokers);
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toMatch(
    /^hitmark: Kafka has not taken events: [^\n]+; before that 0 events sent again to the topic nowhere: run the same command again\n$/,
  );
  expect(stderr).not.toContain(secretText);
});
