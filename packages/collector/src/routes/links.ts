import type { Options } from '../configuration/index.ts';
import type { HandleLink } from '../ingest/handle-link.ts';
import type { LinkEndpoint } from '../pipeline/link/link-outcome.ts';
import type { Route } from './route.ts';

/** The route `/o/<token>`, `/c/<token>` or `/u/<token>`. */
export function linkRoute(
  endpoint: LinkEndpoint,
  paths: Options['paths'],
  handle: HandleLink,
): Route {
  return {
    paths: paths[endpoint],
    takesToken: true,
    answer: (request, readBody, token) => handle(endpoint, token, request, readBody),
  };
}
