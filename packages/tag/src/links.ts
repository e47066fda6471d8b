import { cleanUrl } from './clean-url.ts';
import { isListed } from './is-listed.ts';
import type { Settings } from './settings.ts';

/** The event that a link is, and its address as it may be sent. */
export interface LinkEvent {
  /** False: it leads on within the site. */
  readonly name: 'download' | 'outbound' | 'contact' | false;
  readonly url: string;
}

/** @param isDownload it has the attribute `download` */
export function linkEvent(link: URL, isDownload: boolean, options: Settings): LinkEvent {
  const { protocol, hostname, pathname, host } = link;
  if (protocol.startsWith('http')) {
    const isFile = isDownload || isListed(pathname.replace(/.*\./, ''), options.downloads);
    const isOutside = host !== location.host && !isListed(hostname, options.domains);
    return {
      name:
        isFile && options.downloads !== 'off'
          ? 'download'
          : isOutside && options.outbound !== 'off' && 'outbound',
      url: cleanUrl(link.href, options),
    };
  }
  const isContact = options.contact === 'on' && /^(mailto|tel):/.test(protocol);
  return {
    name: isDownload ? options.downloads !== 'off' && 'download' : isContact && 'contact',
    // The rest is content, or somebody's address.
    url: protocol,
  };
}
