import { createRequire } from 'node:module';
import { Gauge, type Registry } from 'prom-client';

const { version } = createRequire(import.meta.url)('../../package.json') as { version: string };

/** Registers a gauge that is always 1, with the running versions as labels. */
export function registerBuildInfo(registry: Registry): void {
  new Gauge({
    name: 'hitmark_build_info',
    help: 'The versions that run',
    labelNames: ['version', 'node'],
    registers: [registry],
  }).set({ version, node: process.versions.node }, 1);
}
