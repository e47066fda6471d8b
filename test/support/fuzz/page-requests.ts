import fc from 'fast-check';
import { headers } from './headers.ts';
import { mostly } from './mostly.ts';
import { queries } from './queries.ts';
import type { Template } from './template.ts';

/** `GET /pixel.gif?…`, mostly. */
export const pixels: fc.Arbitrary<Template> = fc
  .tuple(
    mostly('GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'DELETE', 'TRACE'),
    fc.constantFrom('/pixel.gif', '/track.js'),
    queries,
    headers,
  )
  .map(([method, path, query, sentHeaders]) => ({
    method,
    target: `${path}?${query}`,
    headers: sentHeaders,
    body: null,
    hits: 1,
    eventCanary: 'CANARY',
    isGarbage: method !== 'GET',
  }));

const types = fc.constantFrom(
  null,
  'text/plain',
  'text/plain;charset=UTF-8',
  'TEXT/PLAIN ; charset="utf-8"',
  'application/json',
  'text/plain; charset=utf-16',
  '',
  'CANARY',
);
const plain = /^(text\/plain|TEXT\/PLAIN)(?!.*utf-16)/;

/** `POST /hits`, mostly. */
export const posts: fc.Arbitrary<Template> = fc
  .tuple(
    mostly('POST', 'GET', 'PATCH'),
    fc.array(queries, { minLength: 1, maxLength: 4 }),
    fc.oneof(
      { weight: 50, arbitrary: fc.constantFrom('', '', '', '\n\n', '\xff\xfe') },
      fc.constant(`\n${'x'.repeat(70_000)}`),
    ),
    types,
    headers,
  )
  .map(([method, lines, end, type, sentHeaders]) => ({
    method,
    target: '/hits',
    headers: type === null ? sentHeaders : [['Content-Type', type] as const, ...sentHeaders],
    // The lines are told apart by their random.
    body:
      lines.map((query, index) => query.replace('r=CANARY', `r=CANARY.${index}`)).join('\n') + end,
    hits: lines.length,
    eventCanary: 'CANARY',
    isGarbage:
      method !== 'POST' || /\xff|x{70000}/.test(end) || (type !== null && !plain.test(type)),
  }));
