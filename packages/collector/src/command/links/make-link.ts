import { linkSchema, parseRequest } from './requests.ts';
import type { LinksOf } from './sender-links.ts';

/** A link that was made. */
interface MadeLink {
  /** Null: an open of `tracking: 'none'`. */
  readonly url: string | null;
}

/**
 * Makes a link of `{ "kind": "click", "url": …, "metadata": … }`.
 *
 * @throws TypeError, RangeError, LinkError
 */
export function makeLink(linksOf: LinksOf, input: unknown): MadeLink {
  const { kind, url, metadata = {}, site, ...options } = parseRequest(linkSchema, input);
  const links = linksOf(site);
  if (kind === 'open') return { url: links.open(metadata, options) };
  if (kind === 'unsubscribe') return { url: links.unsubscribe(metadata, options) };
  if (url !== undefined) return { url: links.click(url, metadata, options) };
  throw new TypeError('expected kind open, unsubscribe, or click with a url');
}
