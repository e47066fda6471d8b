import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { basename } from 'node:path';
import type { PackedPackage } from '../../../release/pack-packages.ts';

/** A registry that has hitmark's packages and no other. */
export interface Registry {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Starts a registry of the packages, from which npm, pnpm and yarn install as users do from npm's. They ask it for
 * the scope `@hitmark` only.
 */
export async function startRegistry(packages: readonly PackedPackage[]): Promise<Registry> {
  let url = '';
  const server = createServer((request, response) => answer(packages, url, request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the registry has no port');
  url = `http://127.0.0.1:${address.port}`;
  return {
    url,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answer(
  packages: readonly PackedPackage[],
  url: string,
  { url: path = '' }: IncomingMessage,
  response: ServerResponse,
): void {
  const requested = decodeURIComponent(path).slice(1);
  const named = packages.find(({ manifest }) => manifest.name === requested);
  const file = packages.find(({ tarball }) => basename(tarball) === requested);
  if (named !== undefined) response.end(JSON.stringify(packument(named, url)));
  else if (file !== undefined) response.end(readFileSync(file.tarball));
  else response.writeHead(404).end('{}');
}

/** Builds a registry's document of a package. */
function packument({ manifest, tarball }: PackedPackage, url: string): object {
  const { name, version } = manifest;
  const integrity = createHash('sha512').update(readFileSync(tarball)).digest('base64');
  const dist = { tarball: `${url}/${basename(tarball)}`, integrity: `sha512-${integrity}` };
  return {
    name,
    'dist-tags': { latest: version },
    versions: { [version]: { ...manifest, dist } },
    // Old enough for package managers that refuse new versions.
    time: { [version]: '2026-01-01T00:00:00.000Z' },
  };
}
