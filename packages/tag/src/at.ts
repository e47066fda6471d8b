import { options } from './options.ts';

/** Address of a route of the collector, which may have given it another path. */
export function at(route: 'hits' | 'track.js' | 'pixel.gif' | 'tag.debug.js', query: string): URL {
  return new URL((options[route as 'hits'] || route) + '?' + query, options.collector);
}
