import { options } from './options.ts';

/**
 * Logs where the page asks for it, by `data-debug` or `?hitmark-debug` in its address. `tag.js` is built
 * without: it loads `tag.debug.js` instead of itself.
 */
export function log(what: string, why: unknown): void {
  if ('debug' in options || /hitmark-debug/.test(location.search)) {
    // eslint-disable-next-line no-console
    console.log('hitmark', what, why);
  }
}
