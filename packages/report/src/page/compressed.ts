import { pipeline, type Readable } from 'node:stream';
import { constants, createBrotliCompress, createGzip } from 'node:zlib';
import type { Context } from 'koa';

/** Quality that costs little time for a page of some 100 KB. */
const brotliQuality = 5;

/** Packs what a browser can unpack, each piece at once, so that a page shows while the rest is counted. */
export function compressed(ctx: Context, body: Readable): Readable {
  const encoding = ctx.acceptsEncodings('br', 'gzip', 'identity');
  if (encoding !== 'br' && encoding !== 'gzip') return body;
  ctx.set('Content-Encoding', encoding);
  const packer =
    encoding === 'br'
      ? createBrotliCompress({
          flush: constants.BROTLI_OPERATION_FLUSH,
          params: { [constants.BROTLI_PARAM_QUALITY]: brotliQuality },
        })
      : createGzip({ flush: constants.Z_SYNC_FLUSH });
  // The reader of the packed body learns of a failure by its end.
  pipeline(body, packer, () => {});
  return packer;
}
