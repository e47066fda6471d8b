import { createHash } from 'node:crypto';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import fresh from 'fresh';
import Negotiator from 'negotiator';
import type { Answer } from '../pipeline/request/answer.ts';
import type { RawRequest } from '../pipeline/request/raw-request.ts';
import { readMethods, type Route } from './route.ts';

type Coding = 'br' | 'gzip' | 'identity';

/** A script, in every coding it is served in. */
export interface Asset {
  /** Changes with the content, and with nothing else: 16 hex digits of its SHA-256. */
  readonly hash: string;
  readonly codings: Readonly<Record<Coding, Buffer>>;
}

/** An hour: every page has a new tag at most an hour after its release. */
export const shortLived = 'public, max-age=3600';
/** Under a name that holds its hash, an asset never changes. */
export const immutable = 'public, max-age=31536000, immutable';

/** Compresses once, as small as can be (brotli 11, gzip 9), so that no request waits for it. */
export function createAsset(content: Buffer): Asset {
  return {
    hash: createHash('sha256').update(content).digest('hex').slice(0, 16),
    codings: {
      br: brotliCompressSync(content),
      gzip: gzipSync(content, { level: 9 }),
      identity: content,
    },
  };
}

/** Route that serves an asset in the best coding the browser accepts, or answers 304 where the browser has it. */
export function assetRoute(asset: Asset, paths: readonly string[], cacheControl: string): Route {
  const answers = {
    br: answersIn('br', asset, cacheControl),
    gzip: answersIn('gzip', asset, cacheControl),
    identity: answersIn('identity', asset, cacheControl),
  };
  return {
    paths,
    methods: readMethods,
    async answer({ headers }) {
      const coding = bestCoding(headers);
      const { whole, notModified } = answers[coding];
      return isFresh(headers, whole) ? notModified : whole;
    },
  };
}

/** Characters. No browser sends more, and parsing a header of 16 KB takes 1 to 5 ms. */
const maxNegotiatedLength = 512;

function isFresh(headers: RawRequest['headers'], { headers: ours }: Answer): boolean {
  return (headers['if-none-match']?.length ?? 0) <= maxNegotiatedLength && fresh(headers, ours);
}

function bestCoding(headers: RawRequest['headers']): Coding {
  if ((headers['accept-encoding']?.length ?? 0) > maxNegotiatedLength) return 'identity';
  const negotiator = new Negotiator({ headers });
  // One at a time: of several that a browser weighs alike, Negotiator takes the first it names, and that is gzip.
  return (
    (['br', 'gzip'] as const).find((name) => negotiator.encoding([name]) === name) ?? 'identity'
  );
}

/** Answers with the asset in one coding. They are the same for every request. */
function answersIn(
  coding: Coding,
  { hash, codings }: Asset,
  cacheControl: string,
): Record<'whole' | 'notModified', Answer> {
  const headers = {
    'access-control-allow-origin': '*',
    'cache-control': cacheControl,
    'cross-origin-resource-policy': 'cross-origin',
    'x-content-type-options': 'nosniff',
    vary: 'Accept-Encoding',
    etag: `"${hash}-${coding}"`,
  };
  return {
    whole: {
      status: 200,
      headers: {
        ...headers,
        ...(coding === 'identity' ? {} : { 'content-encoding': coding }),
        'content-type': 'text/javascript; charset=utf-8',
      },
      body: codings[coding],
    },
    notModified: { status: 304, headers, body: null },
  };
}
