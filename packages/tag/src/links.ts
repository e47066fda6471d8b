import { cleanUrl } from './clean-url.ts';
import { isListed } from './is-listed.ts';
import { recordEvent } from './record.ts';
import type { Settings } from './settings.ts';
import type { TagState } from './state.ts';

/** Records the click of a link that leads to a file, to another site or to a person's address. */
export function recordLink(tag: TagState, link?: HTMLAnchorElement | SVGAElement): void {
  // In SVG an address is an object that holds it.
  const { href } = link ?? {};
  const address = typeof href === 'string' ? href : href?.baseVal;
  if (!link || !address) return;
  const url = new URL(address, document.baseURI);
  recordEvent(tag, linkEvent(url, link.hasAttribute('download'), tag), {
    // Of other addresses only the protocol is sent: `mailto:` and `tel:` name a person, `data:` is content.
    url: isWeb(url) ? cleanUrl(url.href, tag) : url.protocol,
  });
}

/**
 * Finds the name of the event that the click of a link is recorded as; false: it is not recorded.
 *
 * @param isDownload true: the link has the attribute `download`
 */
export function linkEvent(
  url: URL,
  isDownload: boolean,
  { downloads, outbound, domains, contact }: Settings,
): string | false {
  const { protocol, hostname, pathname, host } = url;
  const isFile = isDownload || (isWeb(url) && isListed(pathname.replace(/.*\./, ''), downloads));
  if (isFile && downloads !== 'off') return 'download';
  if (isWeb(url)) {
    return (
      host !== location.host && !isListed(hostname, domains) && outbound !== 'off' && 'outbound'
    );
  }
  return contact === 'on' && /^(mailto|tel):/.test(protocol) && 'contact';
}

function isWeb({ protocol }: URL): boolean {
  return protocol.startsWith('http');
}
