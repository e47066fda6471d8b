import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { checkTag } from './check-tag.ts';
import { findRepository } from './find-repository.ts';
import { packPackages } from './pack-packages.ts';

// `pnpm release [--folder release/packed] [--dry-run | --publish]`: packs all packages as they are published. With
// `--publish` it publishes those whose version npm has not got; with `--dry-run` npm does all of that but the upload.
// In a workflow that may write an id token npm adds the provenance (publishConfig of each package).

const { values } = parseArgs({
  options: {
    folder: { type: 'string', default: 'release/packed' },
    'dry-run': { type: 'boolean', default: false },
    publish: { type: 'boolean', default: false },
  },
});

// npm packs in a folder of its own.
const folder = resolve(values.folder);
mkdirSync(folder, { recursive: true });
const packages = packPackages(folder, findRepository(process.env));
for (const { manifest } of packages) checkTag(manifest.version, process.env);
for (const { manifest, tarball } of packages) {
  process.stdout.write(`${manifest.name} ${manifest.version} ${tarball}\n`);
  if (!values.publish && !values['dry-run']) continue;
  if (isPublished(manifest.name, manifest.version)) continue;
  const upload = values.publish ? [] : ['--dry-run'];
  execFileSync('npm', ['publish', ...upload, tarball], { stdio: 'inherit' });
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
