import type { Options } from './options.ts';

/** Hosts that are no source of visitors: those that are listed, and those of the sites' pages. */
export function ownHosts({ report, sites }: Pick<Options, 'report' | 'sites'>): readonly string[] {
  const origins = Object.values(sites ?? {}).flatMap((site) => site.origins);
  const hosts = origins.map((origin) => new URL(origin.replace('://*.', '://')).hostname);
  return [...new Set([...report.ownHosts, ...hosts])];
}
