import { LinkError } from '../link-error.ts';
import type { PytrackingConfig } from './config.ts';

/**
 * The token of an open link's URL: as many characters as `baseOpenTrackingUrl` has are cut off,
 * whatever they are.
 *
 * @param overrides settings that win over those of `config`
 * @throws LinkError `wrong-shape` without a base
 */
export function getOpenTrackingUrlPath(
  url: string,
  config: PytrackingConfig,
  overrides?: PytrackingConfig,
): string {
  return cut(url, { ...config, ...overrides }.baseOpenTrackingUrl);
}

/**
 * The token of a click link's URL: as many characters as `baseClickTrackingUrl` has are cut off,
 * whatever they are.
 *
 * @param overrides settings that win over those of `config`
 * @throws LinkError `wrong-shape` without a base
 */
export function getClickTrackingUrlPath(
  url: string,
  config: PytrackingConfig,
  overrides?: PytrackingConfig,
): string {
  return cut(url, { ...config, ...overrides }.baseClickTrackingUrl);
}

function cut(url: string, base: string | null | undefined): string {
  if (base == null) throw new LinkError('wrong-shape', 'expected the base URL to be configured');
  // Python counts characters, not UTF-16 code units.
  return url.startsWith(base)
    ? url.slice(base.length)
    : Array.from(url).slice(Array.from(base).length).join('');
}
