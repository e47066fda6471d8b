import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { packPackages } from '../../release/pack-packages.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const repository = 'https://github.com/owner/hitmark';
const folder = mkdtempSync(join(tmpdir(), 'hitmark-publish-'));
const packages = packPackages(folder, repository);

afterAll(() => rmSync(folder, { recursive: true }));

/** Scripts of pages, which nobody imports. */
const scripts = ['tag.js', 'tag.full.js', 'tag.debug.js', 'buster.js', 'stub.js'];

function run(program: string, ...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: folder, encoding: 'utf8' });
  return { status, output: stdout + stderr };
}

function contentOf(tarball: string, file: string): string {
  return run('tar', '-xzOf', tarball, `package/${file}`).output;
}

describe.each(
  packages.map(({ manifest, tarball }) => [manifest.name, { manifest, tarball }] as const),
)('%s as it is published', (name, { manifest, tarball }) => {
  it('passes publint', () => {
    const checked = run('publint', 'run', tarball, '--strict');
    expect(checked).toEqual({ status: 0, output: checked.output });
  });

  it('has types that are found however a project of ES modules looks for them', () => {
    const hidden = name === '@hitmark/tag' ? ['--exclude-entrypoints', ...scripts] : [];
    const checked = run('attw', tarball, '--profile', 'esm-only', ...hidden);
    expect(checked).toEqual({ status: 0, output: checked.output });
  });

  it('names its source, and npm adds where it was built', () => {
    expect(manifest).toMatchObject({
      repository: { url: `git+${repository}.git`, directory: name.replace('@hitmark', 'packages') },
      publishConfig: { access: 'public', provenance: true },
      engines: { node: expect.stringMatching(/^>=2[04]/) },
    });
    expect(manifest['devDependencies']).toBeUndefined();
    expect(contentOf(tarball, 'LICENSE')).toContain('MIT License');
  });

  it('has a page whose links lead into the repository, and to files that are there', () => {
    const links = [...contentOf(tarball, 'README.md').matchAll(/\]\(([^)\s]+)\)/g)]
      .map(([, link = '']) => link)
      .filter((link) => !link.startsWith('#'));
    const base = `${repository}/blob/v${manifest.version}/`;
    expect(links.filter((link) => !link.startsWith('https://'))).toEqual([]);
    const own = links.filter((link) => link.startsWith(base));
    expect(own.length).toBeGreaterThan(0);
    const paths = own.map((link) => link.slice(base.length).replace(/#.*/, ''));
    expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });
});
