import { createRequire } from 'node:module';

/** Version of @hitmark/collector: what `hitmark --version` prints. */
export function readVersion(): string {
  const manifest = createRequire(import.meta.url)('../../package.json') as { version: string };
  return manifest.version;
}
