import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { assetRoute, createAsset, immutable, shortLived, type Asset } from './asset.ts';
import type { Route } from './route.ts';

const require = createRequire(import.meta.url);

/**
 * `/tag.js`, `/tag.full.js`, both with `.<hash>` too, `/tag.debug.js` beside them, and `/buster.js`, under
 * the paths given.
 */
export function assetRoutes(paths: {
  readonly tag: readonly string[];
  readonly buster: readonly string[];
}): readonly Route[] {
  const fullPaths = paths.tag.map((path) => beforeExtension(path, 'full'));
  const debugPaths = paths.tag.map(
    (path) => `${path.slice(0, path.lastIndexOf('/'))}/tag.debug.js`,
  );
  return [
    ...tagRoutes(loadAsset('tag.js'), paths.tag),
    ...tagRoutes(loadAsset('tag.full.js'), fullPaths),
    assetRoute(loadAsset('tag.debug.js'), [...new Set(debugPaths)], shortLived),
    assetRoute(loadAsset('buster.js'), paths.buster, shortLived),
  ];
}

function tagRoutes(tag: Asset, paths: readonly string[]): Route[] {
  const hashed = paths.map((path) => beforeExtension(path, tag.hash));
  return [assetRoute(tag, paths, shortLived), assetRoute(tag, hashed, immutable)];
}

/**
 * Path at which this very tag is served for good, and its subresource integrity: right for this path only,
 * since what the short one serves changes.
 */
export function pinnedTag(path: string): { readonly path: string; readonly integrity: string } {
  const tag = loadAsset('tag.js');
  const digest = createHash('sha384').update(tag.codings.identity).digest('base64');
  return { path: beforeExtension(path, tag.hash), integrity: `sha384-${digest}` };
}

/** Stub that keeps commands until the tag has come, as code without `</script>`. */
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
