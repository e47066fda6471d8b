import { readMethods, type Route } from './route.ts';

/**
 * The route `/robots.txt` (RFC 9309), under the paths given: nothing of a tracking host is to be found by a
 * search, and no link of an email to be followed by one.
 *
 * @param allowed paths that robots may read all the same; Google reads app link files with one
 */
export function robotsRoute(paths: readonly string[], allowed: readonly string[]): Route {
  const rules = [...allowed.map((path) => `Allow: ${path}`), 'Disallow: /'];
  const body = ['User-agent: *', ...rules, ''].join('\n');
  const headers = {
    'cache-control': 'public, max-age=86400',
    'content-type': 'text/plain; charset=utf-8',
    'x-content-type-options': 'nosniff',
  };
  return {
    paths,
    methods: readMethods,
    answer: async () => ({ status: 200, headers, body }),
  };
}
