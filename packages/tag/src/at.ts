import { options } from './options.ts';

/** Address of a route of the collector, which may have given it another path. */
export function at(route: 'hits' | 'track.js' | 'pixel.gif', query: string): URL {
  return new URL(`${options[route] ?? route}?${query}`, options.collector);
}
