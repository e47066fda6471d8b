import type { TagOptions } from './tag-options.ts';

/**
 * Options of a tag that is a script of the page: attributes of its element (`data-site`), or parameters of
 * its address (`?site=`), which tag managers leave where they strip attributes. Undefined where the element
 * is not to be found.
 */
export function scriptOptions(): TagOptions | undefined {
  // A module, or a text that is run, has no current script. An image called `currentScript`, which visitors of a page
  // may be allowed to write, hides the property.
  const script = (document.currentScript ??
    document.querySelector('script[data-hitmark]')) as HTMLScriptElement | null;
  if (!script?.src || script.localName !== 'script') return undefined;
  const url = new URL(script.src);
  return {
    collector: new URL('.', url).href,
    ...Object.fromEntries(url.searchParams),
    ...(script.dataset as TagOptions),
  };
}
