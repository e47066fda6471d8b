import type { TagOptions } from './tag-options.ts';

/**
 * Builds the address of a route of the collector, whose path the options may change.
 *
 * @returns a text, not a URL: scripts of other vendors that wrap `fetch` expect one
 */
export function routeUrl(
  options: TagOptions,
  route: 'hits' | 'track.js' | 'pixel.gif' | 'tag.debug.js',
  query: string,
): string {
  const folder = new URL(`${options.collector}`.replace(/\/?$/, '/'), location.href);
  return `${new URL(options[route] ?? route, folder)}?${query}`;
}
