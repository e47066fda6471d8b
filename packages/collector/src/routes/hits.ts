import type { Collect } from '../collect.ts';
import type { Options } from '../configuration/index.ts';
import type { Route } from './route.ts';

/** The routes `/track.js`, `/pixel.gif` and `/hits`. */
export function hitRoutes(paths: Options['paths'], collect: Collect): readonly Route[] {
  return (['script', 'pixel', 'hits'] as const).map((endpoint) => ({
    paths: paths[endpoint],
    answer: (request, readBody) => collect(endpoint, request, readBody),
  }));
}
