import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Router } from '@koa/router';
import { createAsset, immutable, serveAsset, shortLived, type Asset } from './asset.ts';

const require = createRequire(import.meta.url);

/** The routes `/tag.js`, `/tag.<hash>.js` and `/buster.js`, under the paths given. */
export function assetRoutes(paths: {
  readonly tag: readonly string[];
  readonly buster: readonly string[];
}): Router {
  const tag = loadAsset('tag.js');
  const router = new Router();
  router.get([...paths.tag], serveAsset(tag, shortLived));
  router.get(
    paths.tag.map((path) => hashedPath(path, tag)),
    serveAsset(tag, immutable),
  );
  router.get([...paths.buster], serveAsset(loadAsset('buster.js'), shortLived));
  return router;
}

/**
 * Where this very tag is served for good, and its subresource integrity: right for this path only, since
 * what the short one serves changes.
 */
export function pinnedTag(path: string): { readonly path: string; readonly integrity: string } {
  const tag = loadAsset('tag.js');
  const digest = createHash('sha384').update(tag.codings.identity).digest('base64');
  return { path: hashedPath(path, tag), integrity: `sha384-${digest}` };
}

/** `/tag.0123456789abcdef.js` of `/tag.js`. */
function hashedPath(path: string, { hash }: Asset): string {
  return path.replace(/(\.[^./]*)?$/, `.${hash}$1`);
}

function loadAsset(name: 'tag.js' | 'buster.js'): Asset {
  return createAsset(readFileSync(require.resolve(`@hitmark/tag/${name}`)));
}
