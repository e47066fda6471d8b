import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ReadBody } from './body-error.ts';
import type { CollectLink } from './collect-link.ts';
import type { Collect } from './collect.ts';
import type { Options } from './configuration/index.ts';
import type { Answer } from './pipeline/answer.ts';
import type { HitEndpoint } from './pipeline/hit-endpoint.ts';
import type { LinkEndpoint } from './pipeline/link-endpoint.ts';
import type { RawRequest } from './pipeline/raw-request.ts';
import { readBody, readHead } from './routes/node-request.ts';
import type { Resource } from './routes/resource.ts';
import { sendAnswer } from './routes/write-answer.ts';

/** Answers a request without the application; null: it is for the application. */
export type Front = (request: RawRequest, readBody: ReadBody) => Promise<Answer> | null;

/** Answers one request of a Node server. */
export type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/**
 * Answers hits, links and resources in front of an application, by the very functions that its own routes
 * use: what a Koa context costs a request is more than a hit costs in all. Everything else is the
 * application's, also what is only like one of ours (`/PIXEL.GIF`, an absolute URL, a token with escapes).
 */
export function createFront(
  { paths }: Pick<Options, 'paths'>,
  collect: Collect,
  collectLink: CollectLink,
  resources: readonly Resource[],
): Front {
  const hits = new Map<string, HitEndpoint>();
  for (const endpoint of ['script', 'pixel', 'hits'] as const) {
    for (const path of paths[endpoint]) hits.set(path, endpoint);
  }
  const links = new Map<string, LinkEndpoint>();
  for (const endpoint of ['open', 'click', 'unsubscribe'] as const) {
    for (const path of paths[endpoint]) links.set(path, endpoint);
  }
  const gets = new Map<string, Resource['get']>();
  // Of two under one path the first answers, as in Koa's router.
  for (const { paths: all, get } of resources.toReversed()) {
    for (const path of all) gets.set(path, get);
  }

  return (request, body) => {
    const hit = hits.get(request.path);
    if (hit !== undefined) return collect(hit, request, body);
    // Also with the final slash that pytracking's links end with.
    const [, path = '', token = ''] = /^(.+)\/([\w=~.-]+)\/?$/.exec(request.path) ?? [];
    const link = links.get(path);
    if (link !== undefined) return collectLink(link, token, request, body);
    return request.method === 'GET' ? (gets.get(request.path)?.(request) ?? null) : null;
  };
}

/** Puts a front before an application. */
export function inFront(
  front: Front,
  { maxBodyBytes }: { readonly maxBodyBytes: number },
  now: () => number,
  application: Handle,
): Handle {
  return async (request, response) => {
    const body: ReadBody = (maxBytes = maxBodyBytes) => readBody(request, maxBytes);
    const answer = front(readHead(request, now()), body);
    if (answer === null) return application(request, response);
    sendAnswer(response, await answer);
  };
}
