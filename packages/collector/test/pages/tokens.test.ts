import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { tokens } from '../../src/pages/style/tokens.ts';

const report = new URL('../../../report/src/page/style/tokens.css', import.meta.url);

it('colours, type and space are those of the report', () => {
  expect(tokens).toBe(readFileSync(report, 'utf8'));
});
