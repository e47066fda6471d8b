import type { CollectorParts } from '../../assemble.ts';
import type { Options } from '../../configuration/index.ts';
import type { RawRequest } from '../../pipeline/request/raw-request.ts';

/** How many hits are remembered. */
const maxHits = 100;

/** The latest hits of a collector in development. */
export interface DebugHits {
  /** For the collector, which tells what became of each hit. */
  readonly hooks: Pick<CollectorParts, 'onEvent' | 'onRejected'>;
  /** Stored or not, the newest first. */
  readonly hits: readonly object[];
}

/**
 * Remembers of a hit what was stored, and of one that was rejected the names of its parameters: what an
 * anonymous hit does not keep, and what is starred, is not to be seen here either.
 */
export function createDebugHits({ paths }: Pick<Options, 'paths'>): DebugHits {
  const hitPaths = [paths.script, paths.pixel, paths.hits].flat();
  const tokenPaths = [paths.open, paths.click, paths.unsubscribe].flat();
  const hits: object[] = [];
  const add = (hit: object): void => {
    hits.unshift(hit);
    hits.splice(maxHits);
  };
  return {
    hooks: {
      onEvent: (event, request) => add({ ...describe(request), stored: event }),
      onRejected: (rejected, request) =>
        add({ ...describe(request), parameters: parameterNames(request), rejected }),
    },
    hits,
  };

  /** Never with a token: who has one can use it. */
  function describe({ method, path }: RawRequest): object {
    const prefix = tokenPaths.find((each) => path.toLowerCase().includes(`${each.toLowerCase()}/`));
    const known = hitPaths.includes(path) ? path : '*';
    return { method, path: prefix === undefined ? known : `${prefix}/*` };
  }
}

/** All names of the wire format look so; any other may hold anything. */
const wireName = /^[a-z]{1,2}$/;

function parameterNames({ query }: RawRequest): string[] {
  const names = [...new URLSearchParams(query).keys()];
  return [...new Set(names.map((name) => (wireName.test(name) ? name : '*')))];
}
