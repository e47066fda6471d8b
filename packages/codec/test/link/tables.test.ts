import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { pageFile, pageWithTables, tablesAsJson, tablesFile } from './tables.ts';

describe('docs/sealed-tokens', () => {
  it('has the tables of the code on its page (else: make-tables.ts writes them)', () => {
    const page = readFileSync(pageFile, 'utf8');
    expect(page).toBe(pageWithTables(page));
  });

  it('has the same tables for programs', () => {
    expect(readFileSync(tablesFile, 'utf8')).toBe(tablesAsJson());
  });
});
