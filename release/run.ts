import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { findRepository } from './find-repository.ts';
import { packPackages } from './pack-packages.ts';

// `pnpm release [--folder release/packed] [--publish]`: packs all packages as they are published; with
// `--publish` it publishes those whose version npm has not got. In a workflow that may write an id token
// npm adds the provenance (publishConfig of each package).

const { values } = parseArgs({
  options: {
    folder: { type: 'string', default: 'release/packed' },
    publish: { type: 'boolean', default: false },
  },
});

mkdirSync(values.folder, { recursive: true });
for (const { manifest, tarball } of packPackages(values.folder, findRepository(process.env))) {
  process.stdout.write(`${manifest.name} ${manifest.version} ${tarball}\n`);
  if (values.publish && !isPublished(manifest.name, manifest.version)) {
    execFileSync('npm', ['publish', tarball], { stdio: 'inherit' });
  }
}

function isPublished(name: string, version: string): boolean {
  try {
    execFileSync('npm', ['view', `${name}@${version}`, 'version', '--json'], { stdio: 'pipe' });
    return true;
  } catch (error) {
    const output = error instanceof Error && 'stdout' in error ? String(error.stdout) : '';
    if (output.includes('E404')) return false;
    throw error;
  }
}
