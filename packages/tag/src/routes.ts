import type { TagOptions } from './tag-options.ts';

/**
 * Address of a route of the collector, which may have given it another path.
 *
 * @param query text: wrappers of `fetch` expect one
 */
export function routeUrl(
  options: TagOptions,
  route: 'hits' | 'track.js' | 'pixel.gif' | 'tag.debug.js',
  query: string,
): string {
  const folder = new URL(`${options.collector}`.replace(/\/?$/, '/'), location.href);
  return `${new URL(options[route] ?? route, folder)}?${query}`;
}
