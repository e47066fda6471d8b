import { createHash } from 'node:crypto';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Context, Middleware } from 'koa';

/** A script, in every coding it is served in. */
export interface Asset {
  /** Changes with the content, and with nothing else: 16 hex digits of its SHA-256. */
  readonly hash: string;
  readonly codings: Readonly<Record<'br' | 'gzip' | 'identity', Buffer>>;
}

/** An hour: how late a page may learn of a new tag. */
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

/** Answers with an asset in the best coding the browser takes, or with 304. */
export function serveAsset({ hash, codings }: Asset, cacheControl: string): Middleware {
  return (context: Context) => {
    // Asked for both at once Koa takes the browser's first, and browsers say gzip first.
    const coding =
      (['br', 'gzip'] as const).find((name) => context.acceptsEncodings(name) === name) ??
      'identity';
    context.status = 200;
    context.set({
      'access-control-allow-origin': '*',
      'cache-control': cacheControl,
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
      vary: 'Accept-Encoding',
      etag: `"${hash}-${coding}"`,
    });
    if (context.fresh) {
      context.status = 304;
      return;
    }
    if (coding !== 'identity') context.set('content-encoding', coding);
    context.body = codings[coding];
    context.set('content-type', 'text/javascript; charset=utf-8');
  };
}
