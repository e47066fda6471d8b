import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');

const shown = [...read('docs/recipes.md').matchAll(/```\w+ file=(\S+)\n([^]*?)```/g)].map(
  ([, path = '', code = '']) => [path, code] as const,
);

describe('docs/recipes.md', () => {
  it('shows a file of each application that is built', () => {
    expect(shown.length).toBeGreaterThan(4);
  });

  it.each(shown)('shows %s as it is', (path, code) => {
    expect(code).toBe(read(path));
  });
});
