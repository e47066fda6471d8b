// Writes the tables of the format into docs/sealed-tokens.md and docs/sealed-tokens.json:
// `node --conditions=@hitmark/source packages/codec/test/link/make-tables.ts`
import { readFileSync, writeFileSync } from 'node:fs';
import { pageFile, pageWithTables, tablesAsJson, tablesFile } from './tables.ts';

writeFileSync(pageFile, pageWithTables(readFileSync(pageFile, 'utf8')));
writeFileSync(tablesFile, tablesAsJson());
