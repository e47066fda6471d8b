import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Collect } from './collect.ts';
import type { Options } from './configuration/index.ts';
import type { HitEndpoint } from './pipeline/hit-endpoint.ts';
import { readBody, readHead } from './routes/node-request.ts';
import { sendAnswer } from './routes/write-answer.ts';

/** Answers one request of a Node server. */
export type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/**
 * Answers hits in front of an application, by the very function that its own routes use: what a Koa
 * context costs a request is more than a hit costs in all. Everything else is the application's, also a
 * hit whose path is only like one of ours (`/PIXEL.GIF`, a final slash, an absolute URL).
 */
export function hitsInFront(
  { paths, limits }: Pick<Options, 'paths' | 'limits'>,
  collect: Collect,
  now: () => number,
  application: Handle,
): Handle {
  const endpoints = new Map<string, HitEndpoint>();
  for (const endpoint of ['script', 'pixel', 'hits'] as const) {
    for (const path of paths[endpoint]) endpoints.set(path, endpoint);
  }

  return async (request, response) => {
    const head = readHead(request, now());
    const endpoint = endpoints.get(head.path);
    if (endpoint === undefined) return application(request, response);
    const body = (): Promise<Uint8Array> => readBody(request, limits.maxBodyBytes);
    sendAnswer(response, await collect(endpoint, head, body));
  };
}
