import { readFileSync } from 'node:fs';
import { Producer, stringSerializers } from '@platformatic/kafka';
import { expect, onTestFinished, test } from 'vitest';
import { randomJournal } from '../../../packages/report/test/support/random-journal.ts';
import { createRandom } from '../../../packages/report/test/support/random.ts';
import { startClickhouse } from '../clickhouse/start-clickhouse.ts';
import { tableOf } from '../clickhouse/tables.ts';
import { startCluster } from './cluster.ts';
import { createTopic } from './topic.ts';

const page = readFileSync(new URL('../../../docs/clickhouse.md', import.meta.url), 'utf8');

/** The statements of the page's last part. */
const statements = (page.split('## From Kafka to ClickHouse')[1] ?? '')
  .split('```sql\n')
  .slice(1)
  .flatMap((block) => (block.split('```')[0] ?? '').split(';\n'))
  .filter((statement) => statement.trim() !== '');

test('ClickHouse reads events from Kafka itself, by the definitions of its page', async () => {
  const clickhouse = await startClickhouse();
  onTestFinished(() => clickhouse.close());
  const cluster = await startCluster(1);
  onTestFinished(() => cluster.close());
  await createTopic(cluster.addresses, 'events', { replicas: 1 });
  const producer = new Producer({
    clientId: 'test',
    bootstrapBrokers: [...cluster.addresses],
    serializers: stringSerializers,
  });
  onTestFinished(() => producer.close());
  const events = randomJournal(createRandom(2), 200);
  const messages = events.map(({ event }) => {
    const { id } = JSON.parse(event) as { readonly id: string };
    return { topic: 'events', key: 'k', value: event, headers: { id } };
  });
  // Some twice, as a collector that was killed sends them.
  await producer.send({ messages: [...messages, ...messages.slice(0, 20)] });

  const table = tableOf(clickhouse, 'kafka_events');
  await table.client.run('CREATE DATABASE hitmark');
  for (const statement of statements) {
    await table.client.run(statement.replace('kafka-1:9092', cluster.addresses[0] ?? ''));
  }
  expect(statements).toHaveLength(3);
  await expect.poll(async () => (await table.ids()).length).toBe(events.length);
  const [views] = await table.rows("countIf(type = 'pageview') > 0 FROM TABLE");
  expect(views).toEqual([1]);
});
