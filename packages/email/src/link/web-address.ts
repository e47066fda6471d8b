/** Reason why a link's address is not one of the web, and is not tracked. */
export type NoAddress = 'empty' | 'fragment' | 'scheme' | 'relative';

/** Address that a link leads to, or the reason why it leads nowhere on the web. */
export type WebAddress =
  | { readonly address: string; readonly reason?: undefined }
  | { readonly address?: undefined; readonly reason: NoAddress };

/**
 * Cleans the value of an `href` as browsers do (URL standard, 4.4): removes white space and controls around it, and
 * tabs and line ends in it.
 */
export function cleanHref(value: string): string {
  let start = 0;
  let end = value.length;
  while (start < end && value.charCodeAt(start) <= 32) start += 1;
  while (end > start && value.charCodeAt(end - 1) <= 32) end -= 1;
  const trimmed = value.slice(start, end);
  return /[\t\n\r]/.test(trimmed) ? trimmed.replace(/[\t\n\r]/g, '') : trimmed;
}

/**
 * Resolves a link to its absolute http or https address. One that is absolute already stays as it was written, with
 * unprintable characters escaped.
 *
 * @param href as `cleanHref` returns it
 * @param base address of `<base href>`, for relative links; null: there is none
 */
export function webAddress(href: string, base: string | null): WebAddress {
  if (/^https?:/i.test(href)) return { address: escapeUnprintable(href) };
  if (href === '') return { reason: 'empty' };
  if (href.startsWith('#')) return { reason: 'fragment' };
  if (/^[a-z][a-z\d+.-]*:/i.test(href)) return { reason: 'scheme' };
  const isWeb = base !== null && /^https?:\/\//i.test(base);
  // An email has no scheme that `//host` could take over: https is the better guess.
  if (href.startsWith('//')) {
    return {
      address: escapeUnprintable((isWeb ? base.slice(0, base.indexOf('/')) : 'https:') + href),
    };
  }
  if (!isWeb || !URL.canParse(href, base)) return { reason: 'relative' };
  return { address: new URL(href, base).href };
}

/** Escapes white space and control characters as %XX, as browsers send them; lone surrogates become U+FFFD. */
function escapeUnprintable(address: string): string {
  // The first expression alone decides for most addresses, which are ASCII, in a third of the time.
  if (!/[^!-~]/.test(address) || !/[\s\p{Cc}\p{Cs}]/u.test(address)) return address;
  return address.replace(/\p{Cs}/gu, '\uFFFD').replace(/[\s\p{Cc}]/gu, encodeURIComponent);
}

/**
 * Finds the host of an address: in lower case, with its port unless that is the scheme's default, without a final dot.
 * Empty where the text is no http or https address.
 */
export function hostOf(address: string): string {
  const [, scheme = '', host = ''] =
    /^(https?):\/\/(?:[^/?#@\\]*@)?([^/?#\\]*)/i.exec(address) ?? [];
  const port = scheme.length === 'https'.length ? ':443' : ':80';
  const bare = host.endsWith(port) ? host.slice(0, -port.length) : host;
  return (bare.endsWith('.') ? bare.slice(0, -1) : bare).toLowerCase();
}
