import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { cleanEnvironment, watch } from './support/command.ts';

// The TypeScript of these pages runs as it stands. (The README: readme.test.ts.)

const pages = [
  'docs/event.md',
  'packages/codec/README.md',
  'packages/codec/coming-from-pytracking.md',
  'packages/email/README.md',
];
const folder = fileURLToPath(new URL('.', import.meta.url));

describe.each(pages)('%s', (page) => {
  const text = readFileSync(new URL(`../${page}`, import.meta.url), 'utf8');
  const blocks = [...text.matchAll(/^```ts\n([^]*?)^```$/gm)].map(([, code]) => code ?? '');

  it.each(blocks.map((code, index) => [index + 1, code] as const))(
    'has TypeScript that runs (block %i)',
    async (_number, code) => {
      const run = spawn(process.execPath, ['--input-type=module-typescript', '--eval', code], {
        cwd: folder,
        env: cleanEnvironment(),
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const { status, stdout, stderr } = await watch(run).end();
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      expect(stdout).toContain('customer_id');
    },
  );

  it('has TypeScript at all', () => {
    expect(blocks.length).toBeGreaterThan(0);
  });
});
