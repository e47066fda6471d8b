import { readFileSync } from 'node:fs';
import { Registry } from 'prom-client';
import { expect, it } from 'vitest';
import { fillTable, readWords, writeTable } from '../../../../test/support/page-tables.ts';
import { registerMetrics } from '../../src/metrics/register-metrics.ts';
import { registerReport } from '../../src/metrics/report-metrics.ts';
import { openJournal } from '../journal/sample-journal.ts';

// `pnpm reference` writes the table.

const path = new URL('../../OPERATIONS.md', import.meta.url).pathname;

it('OPERATIONS.md shows every metric, its type and its labels', async () => {
  const registry = new Registry();
  const journal = await openJournal();
  const replicas = { unavailable: () => null };
  registerMetrics(registry, { journal, replicas, forwarders: ['webhook'], now: Date.now });
  registerReport(registry, { figures: () => Promise.resolve({ behind: 0, events: 0, bytes: 0 }) });
  const types = new Map(
    [...(await registry.metrics()).matchAll(/^# TYPE (\w+) (\w+)$/gm)].map(
      ([, name = '', type = '']) => [name, type],
    ),
  );
  const page = readFileSync(path, 'utf8');
  const words = readWords(page, 'metrics');
  const order = [...words.keys()];
  const rows = registry
    .getMetricsAsArray()
    .map((metric) => {
      const labels = 'labelNames' in metric ? (metric.labelNames as readonly string[]) : [];
      return [
        `\`${metric.name}\``,
        types.get(metric.name) ?? '',
        labels.map((label) => `\`${label}\``).join(', '),
        words.get(`\`${metric.name}\``) ?? '',
      ];
    })
    .toSorted(([a = ''], [b = '']) => order.indexOf(a) - order.indexOf(b));
  expect(
    rows.filter((row) => row.at(-1) === '' || row[1] === ''),
    'metrics without words',
  ).toEqual([]);
  const table = writeTable(['metric', 'type', 'labels', 'means'], rows);
  await expect(fillTable(page, 'metrics', table)).toMatchFileSnapshot(path);
});
