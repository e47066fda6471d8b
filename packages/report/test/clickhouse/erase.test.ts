import { describe, expect, it } from 'vitest';
import type { Clickhouse } from '../../src/clickhouse/client.ts';
import { eraseFromClickhouse } from '../../src/clickhouse/erase.ts';
import { hashOf, isTheirs } from '../../src/clickhouse/forgotten.ts';

const names = { database: 'hitmark', table: 'events' };

/** A server that keeps the statements it is given, and has no rows. */
function recorder(): { readonly clickhouse: Clickhouse; readonly statements: string[] } {
  const statements: string[] = [];
  const note = async (statement: string): Promise<void> => {
    statements.push(statement);
  };
  const rows = async (statement: string): Promise<readonly []> => {
    statements.push(statement);
    return [];
  };
  return { clickhouse: { rows, run: note, insert: note }, statements };
}

describe('the condition that a row is somebody’s', () => {
  it('holds for no row without the member', () => {
    const condition = isTheirs({ by: 'user', value: 'u1' });
    expect(condition).toMatch(/^\(`user` IS NOT NULL AND lower\(.+\)$/);
    expect(condition).toContain(hashOf('user', 'u1'));
  });

  it('holds for no row without the member of data', () => {
    const condition = isTheirs({ by: 'data', name: "it's", value: 'x' });
    expect(condition.startsWith(String.raw`(mapContains(data, 'it\'s') AND lower(`)).toBe(true);
    expect(condition).toContain(hashOf("data.it's", 'x'));
  });
});

describe('erasing from ClickHouse', () => {
  it.each([
    [[{ by: 'user', value: '' }]],
    [
      [
        { by: 'visitor', value: 'v1' },
        { by: 'recipient', value: '' },
      ],
    ],
    [[{ by: 'data', name: 'mail', value: '' }]],
    [[]],
  ] as const)('asks for nothing where %j names nobody', async (forgotten) => {
    const { clickhouse, statements } = recorder();
    const work = eraseFromClickhouse(clickhouse, names, forgotten);
    await expect(work).rejects.toThrow('an empty value names nobody');
    expect(statements).toEqual([]);
  });

  it('deletes the rows of those who are named', async () => {
    const { clickhouse, statements } = recorder();
    await eraseFromClickhouse(clickhouse, names, [{ by: 'user', value: 'u1' }]);
    expect(statements.filter((each) => each.includes('DELETE WHERE (`user` IS NOT'))).toHaveLength(
      1,
    );
  });
});
