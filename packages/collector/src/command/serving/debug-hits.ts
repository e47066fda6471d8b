import type { Event } from '@hitmark/codec/event';
import type { CollectorParts } from '../../assemble.ts';
import type { Options } from '../../configuration/index.ts';
import type { RawRequest } from '../../pipeline/request/raw-request.ts';
import type { RejectionReason } from '../../pipeline/request/rejection.ts';

/** Number of hits that are remembered. */
const maxHits = 100;

/** A hit: the stored event, or the names of its parameters and the reason of its rejection. */
export type DebugHit = HitRequest &
  (
    | { readonly stored: Event }
    | { readonly parameters: readonly string[]; readonly rejected: RejectionReason }
  );

interface HitRequest {
  /** ISO 8601. */
  readonly time: string;
  readonly method: string;
  readonly path: string;
}

/** The latest hits of a collector in development. */
export interface DebugHits {
  /** Hooks for the collector, which calls them for each hit. */
  readonly hooks: Pick<CollectorParts, 'onEvent' | 'onRejected'>;
  /** Stored or not, the newest first. */
  readonly hits: readonly DebugHit[];
  /** Number of all hits that came, also of those that are remembered no more. */
  count(): number;
}

/**
 * Remembers of a hit what was stored, and of one that was rejected the names of its parameters: what an
 * anonymous hit does not keep, and what is starred, is not to be seen here either.
 */
export function createDebugHits({ paths }: Pick<Options, 'paths'>): DebugHits {
  const hitPaths = [paths.script, paths.pixel, paths.hits].flat();
  const tokenPaths = [paths.open, paths.click, paths.unsubscribe].flat();
  const hits: DebugHit[] = [];
  let count = 0;
  const add = (hit: DebugHit): void => {
    count++;
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
    count: () => count,
  };

  /** Describes a request, without its token: who has one can use it. */
  function describe({ method, path, received }: RawRequest): HitRequest {
    const prefix = tokenPaths.find((each) => path.toLowerCase().includes(`${each.toLowerCase()}/`));
    const known = hitPaths.includes(path) ? path : '*';
    return {
      time: new Date(received).toISOString(),
      method,
      path: prefix === undefined ? known : `${prefix}/*`,
    };
  }
}

/** All names of the wire format look so; any other may hold anything. */
const wireName = /^[a-z]{1,2}$/;

function parameterNames({ query }: RawRequest): string[] {
  const names = [...new URLSearchParams(query).keys()];
  return [...new Set(names.map((name) => (wireName.test(name) ? name : '*')))];
}
