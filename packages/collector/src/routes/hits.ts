import type { Options } from '../configuration/index.ts';
import type { HandleHits } from '../ingest/handle-hits.ts';
import type { Route } from './route.ts';

/** The routes `/track.js`, `/pixel.gif` and `/hits`. */
export function hitRoutes(paths: Options['paths'], handle: HandleHits): readonly Route[] {
  return (['script', 'pixel', 'hits'] as const).map((endpoint) => ({
    paths: paths[endpoint],
    answer: (request, readBody) => handle(endpoint, request, readBody),
  }));
}
