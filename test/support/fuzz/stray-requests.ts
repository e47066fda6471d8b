import fc from 'fast-check';
import { headers } from './headers.ts';
import { queries } from './queries.ts';
import type { Template } from './template.ts';

const routes = [
  '/',
  '/tag.js',
  '/buster.js',
  '/healthz',
  '/metrics',
  '/hits',
  '/pixel.gif',
  '/o',
  '/c/',
  '/u/CANARY',
  '/o/sCANARY',
  '*',
  '//',
  '/pixel%2Egif',
  '/./pixel.gif',
  '/o/../hits',
  'http://x/pixel.gif',
  '/%00',
  '/%',
];

/** Requests for any path, whether there is such a route or not. */
export const strays: fc.Arbitrary<Template> = fc
  .tuple(
    fc.constantFrom('GET', 'POST', 'HEAD', 'PROPFIND', 'M-SEARCH'),
    fc.oneof(
      fc.constantFrom(...routes),
      fc
        .string({
          unit: fc.integer({ min: 33, max: 126 }).map((code) => String.fromCodePoint(code)),
        })
        .map((path) => `/${path}`),
    ),
    queries,
    headers,
  )
  .map(([method, path, query, sentHeaders]) => ({
    method,
    target: path === '*' ? path : `${path}?${query}`,
    headers: sentHeaders,
    body: null,
    hits: 1,
    eventCanary: 'CANARY',
    isGarbage: false,
  }));
