import type { JsonValue, UnsubscribeOptions } from '@hitmark/codec';
import type { SenderLinks } from './options.ts';

/** Options of the headers, beside the link. */
export interface ListUnsubscribeOptions extends UnsubscribeOptions {
  /**
   * An address that takes unsubscribe mails too, for clients without one-click.
   *
   * @defaultValue null
   */
  readonly mailto?: string | null | undefined;
}

/** Headers of an email, by name. */
export interface ListUnsubscribeHeaders {
  readonly 'List-Unsubscribe': string;
  readonly 'List-Unsubscribe-Post': string;
}

/**
 * The headers of one-click unsubscribing (RFC 8058), which large mailbox providers ask for. The link
 * never expires, and records something only when it is posted to.
 *
 * The DKIM signature of the email must cover both headers (RFC 8058 §4), or mail clients ignore them.
 *
 * @throws TypeError where the link is not https, or `mailto` is no address, and the errors of `links.unsubscribe`
 */
export function listUnsubscribeHeaders(
  links: Pick<SenderLinks, 'unsubscribe'>,
  metadata: JsonValue,
  options: ListUnsubscribeOptions = {},
): ListUnsubscribeHeaders {
  const { mailto = null, ...link } = options;
  const url = links.unsubscribe(metadata, link);
  if (!url.startsWith('https://')) {
    throw new TypeError('expected the unsubscribe link to be https (RFC 8058 §3.1)');
  }
  return {
    'List-Unsubscribe': mailto === null ? `<${url}>` : `<${url}>, <${mailtoUrl(mailto)}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  };
}

function mailtoUrl(address: string): string {
  const url = /^mailto:/i.test(address) ? address : `mailto:${address}`;
  if (/^mailto:[!#-;=?-~][!#-;=?A-~]*@[!#-;=?-~]+$/i.test(url)) return url;
  throw new TypeError('expected mailto to be an address such as leave@list.example');
}
