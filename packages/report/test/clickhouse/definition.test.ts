import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { tableSteps } from '../../src/clickhouse/table-definition.ts';

const page = readFileSync(new URL('../../../../docs/clickhouse.md', import.meta.url), 'utf8');

describe('docs/clickhouse.md', () => {
  it.each(tableSteps.flatMap((step) => step({ database: 'hitmark', table: 'events' })))(
    'has the definition of each table as it is made',
    (statement) => {
      expect(page).toContain(`${statement};`);
    },
  );
});
