import { readMethods, type Route } from './route.ts';

/** Nothing of a tracking host is to be found by a search, and no link of an email to be followed by one. */
const robots = 'User-agent: *\nDisallow: /\n';

/** The route `/robots.txt` (RFC 9309), under the paths given. */
export function robotsRoute(paths: readonly string[]): Route {
  const headers = {
    'cache-control': 'public, max-age=86400',
    'content-type': 'text/plain; charset=utf-8',
    'x-content-type-options': 'nosniff',
  };
  return {
    paths,
    methods: readMethods,
    answer: async () => ({ status: 200, headers, body: robots }),
  };
}
