import type { Hit } from '@hitmark/codec/hit';
import { header, type RequestHead } from '../request/raw-request.ts';
import type { Rejection } from '../request/rejection.ts';
import type { DecisionSettings } from '../settings.ts';

/** Reason why a hit is rejected, by the operator's list of sites; null: it is allowed. */
export function checkSite(
  hit: Hit,
  request: RequestHead,
  sites: DecisionSettings['sites'],
): Rejection | null {
  if (sites === null) return null;
  const site = Object.hasOwn(sites, hit.site ?? '') ? sites[hit.site ?? ''] : undefined;
  if (site === undefined) {
    return {
      reason: 'unknown-site',
      message: 'the site is not in `sites`: add it there, or correct data-site',
    };
  }
  if (site.origins.length === 0) return null;
  const origin = originOf(hit, request);
  if (origin !== null && site.origins.some((pattern) => isOrigin(origin, pattern))) return null;
  return {
    reason: 'forbidden-origin',
    message: 'the origin of the page is not in `origins` of its site: add it there',
  };
}

/**
 * Origin of the page, from the most reliable source: the browser's `Origin` (`null` in a sandboxed frame), else its
 * `Referer`, else the page's own address. It keeps out pages, not programs, which can send any header.
 */
function originOf(hit: Hit, request: RequestHead): string | null {
  const origin = header(request, 'origin');
  if (origin !== null && origin !== 'null') return origin;
  const address = header(request, 'referer') ?? hit.url;
  return address != null && URL.canParse(address) ? new URL(address).origin : null;
}

/** `https://*.example.com` is every subdomain, at any depth; not `https://example.com` itself. */
function isOrigin(origin: string, pattern: string): boolean {
  const [scheme, domain] = pattern.split('*');
  if (scheme === undefined || domain === undefined) return origin === pattern;
  const subdomain = origin.slice(scheme.length, -domain.length);
  return origin === scheme + subdomain + domain && /^[a-z\d-]+(\.[a-z\d-]+)*$/.test(subdomain);
}
