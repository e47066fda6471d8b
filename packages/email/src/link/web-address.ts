/** Reason why a link's address is nothing to track. */
export type NoAddress = 'empty' | 'fragment' | 'scheme' | 'relative';

/** Address that a link leads to, or the reason why it leads nowhere on the web. */
export type WebAddress =
  | { readonly address: string; readonly reason?: undefined }
  | { readonly address?: undefined; readonly reason: NoAddress };

/**
 * Returns what a browser takes from the value of an `href`: no white space around it, no tabs and line ends
 * in it (URL standard, 4.4).
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
 * The absolute http or https address of a link; as it was written, where it was absolute.
 *
 * @param href as `cleanHref` returns it
 * @param base what relative links are relative to
 */
export function webAddress(href: string, base: string | null): WebAddress {
  if (/^https?:/i.test(href)) return { address: escapeUnseen(href) };
  if (href === '') return { reason: 'empty' };
  if (href.startsWith('#')) return { reason: 'fragment' };
  if (/^[a-z][a-z\d+.-]*:/i.test(href)) return { reason: 'scheme' };
  const isWeb = base !== null && /^https?:\/\//i.test(base);
  // A mail has no scheme of its own; who has the choice today serves https.
  if (href.startsWith('//')) {
    return { address: escapeUnseen((isWeb ? base.slice(0, base.indexOf('/')) : 'https:') + href) };
  }
  if (!isWeb || !URL.canParse(href, base)) return { reason: 'relative' };
  return { address: new URL(href, base).href };
}

/** White space and control characters as %XX, which is how browsers send them. */
function escapeUnseen(address: string): string {
  // Most addresses are ASCII, where that is told in a third of the time.
  if (!/[^!-~]/.test(address) || !/[\s\p{Cc}\p{Cs}]/u.test(address)) return address;
  return address.replace(/\p{Cs}/gu, '\uFFFD').replace(/[\s\p{Cc}]/gu, encodeURIComponent);
}

/**
 * In lower case, with its port unless that is the scheme's own; empty where the text is no http or https
 * address.
 */
export function hostOf(address: string): string {
  const [, scheme = '', host = ''] =
    /^(https?):\/\/(?:[^/?#@\\]*@)?([^/?#\\]*)/i.exec(address) ?? [];
  const port = scheme.length === 'https'.length ? ':443' : ':80';
  const bare = host.endsWith(port) ? host.slice(0, -port.length) : host;
  return (bare.endsWith('.') ? bare.slice(0, -1) : bare).toLowerCase();
}
