import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withAbsoluteLinks } from './absolute-links.ts';
import { publishableManifest, type Manifest } from './publishable.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Folders of the packages, in the order in which they are published: what is depended on comes first. */
const packageFolders = ['codec', 'tag', 'email', 'report', 'collector'] as const;

/** A package as it is published. */
export interface PackedPackage {
  readonly manifest: Manifest;
  /** Path of the tarball. */
  readonly tarball: string;
}

/**
 * Packs all packages as they are published. They must have been built.
 *
 * @param folder where the tarballs go
 * @param repository the address of the repository, such as https://github.com/owner/name
 */
export function packPackages(folder: string, repository: string): readonly PackedPackage[] {
  return packageFolders.map((name) => packPackage(name, folder, repository));
}

function packPackage(name: string, folder: string, repository: string): PackedPackage {
  const staging = mkdtempSync(join(tmpdir(), 'hitmark-pack-'));
  try {
    const source = join(root, 'packages', name);
    const packed = run('pnpm', ['pack', '--json', '--pack-destination', staging], source);
    const { filename } = JSON.parse(packed) as { filename: string };
    run('tar', ['-xzf', filename, '-C', staging], root);
    const content = join(staging, 'package');
    const manifest = publishableManifest(
      JSON.parse(readFileSync(join(content, 'package.json'), 'utf8')) as Manifest,
      repository,
      `packages/${name}`,
    );
    writeFileSync(join(content, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
    const readme = readFileSync(join(content, 'README.md'), 'utf8');
    const base = `${repository}/blob/v${manifest.version}`;
    const page = withAbsoluteLinks(readme, `packages/${name}/README.md`, base);
    writeFileSync(join(content, 'README.md'), page);
    const [{ filename: file = '' } = {}] = JSON.parse(
      run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], content),
    ) as { filename?: string }[];
    return { manifest, tarball: join(folder, file) };
  } finally {
    rmSync(staging, { recursive: true });
  }
}

function run(program: string, args: readonly string[], folder: string): string {
  return execFileSync(program, args, { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 26 });
}
