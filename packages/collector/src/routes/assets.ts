import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Router } from '@koa/router';
import { createAsset, immutable, serveAsset, shortLived, type Asset } from './asset.ts';

const require = createRequire(import.meta.url);

/**
 * The routes `/tag.js`, `/tag.full.js`, both with `.<hash>` too, `/tag.debug.js` beside them, and `/buster.js`,
 * under the paths given.
 */
export function assetRoutes(paths: {
  readonly tag: readonly string[];
  readonly buster: readonly string[];
}): Router {
  const router = new Router();
  const serveTag = (tagPaths: readonly string[], tag: Asset): void => {
    router.get([...tagPaths], serveAsset(tag, shortLived));
    const hashed = tagPaths.map((path) => beforeExtension(path, tag.hash));
    router.get(hashed, serveAsset(tag, immutable));
  };
  serveTag(paths.tag, loadAsset('tag.js'));
  serveTag(
    paths.tag.map((path) => beforeExtension(path, 'full')),
    loadAsset('tag.full.js'),
  );
  const debug = paths.tag.map((path) => path.replace(/[^/]*$/, 'tag.debug.js'));
  router.get([...new Set(debug)], serveAsset(loadAsset('tag.debug.js'), shortLived));
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
  return { path: beforeExtension(path, tag.hash), integrity: `sha384-${digest}` };
}

/** What keeps commands until the tag has come, as code without `</script>`. */
export function stub(): string {
  return readAsset('stub.js').toString().trim();
}

/** `/tag.full.js` of `/tag.js`. */
function beforeExtension(path: string, word: string): string {
  return path.replace(/(\.[^./]*)?$/, `.${word}$1`);
}

function loadAsset(name: 'tag.js' | 'tag.full.js' | 'tag.debug.js' | 'buster.js'): Asset {
  return createAsset(readAsset(name));
}

function readAsset(name: string): Buffer {
  return readFileSync(require.resolve(`@hitmark/tag/${name}`));
}
