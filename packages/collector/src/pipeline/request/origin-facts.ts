import { bareAddress } from './address.ts';
import { forwarded } from './forwarded.ts';
import { header, type RawRequest } from './raw-request.ts';
import type { PipelineSettings } from '../settings.ts';

/** Part of a request that proxies in front of the collector may have written. */
type OriginRequest = Pick<RawRequest, 'headers' | 'remoteAddress' | 'encrypted'>;

/** Sender of a request and how it asked, read once for each request. */
export interface OriginFacts {
  /** Address of the client, without port and brackets; empty where a proxy does not tell it. */
  readonly address: string;
  /** The browser speaks https to us. */
  readonly https: boolean;
  /** Host name that the browser asked, without port. */
  readonly host: string;
  /** ISO 3166-1 code of the country of the address; null: not known. */
  readonly country: string | null;
}

/** Finds who asked, and how. */
export type ReadOrigin = (request: OriginRequest) => OriginFacts;

/**
 * Makes the reader of origins. Proxies are believed by their number, counted from the right, and only what
 * they say in `X-Forwarded-For`, `-Proto` and `-Host`: `Forwarded`, `X-Real-IP` and the like are never
 * read, since a proxy that does not know such a header lets the client's through.
 */
export function createReadOrigin(
  { publicUrl, trustedProxyHops }: Pick<PipelineSettings, 'publicUrl' | 'trustedProxyHops'>,
  countryOf: (address: string) => string | null = () => null,
): ReadOrigin {
  // Parsed once: it takes longer than all the rest.
  const own = publicUrl === null ? null : new URL(publicUrl);
  return (request) => {
    const entry = forwarded(request, 'x-forwarded-for', trustedProxyHops);
    const address = entry === null ? request.remoteAddress : bareAddress(entry);
    const country = countryOf(address);
    if (own !== null) {
      return { address, https: own.protocol === 'https:', host: own.hostname, country };
    }
    const protocol = forwarded(request, 'x-forwarded-proto', trustedProxyHops);
    const host = forwarded(request, 'x-forwarded-host', trustedProxyHops);
    return {
      address,
      https: protocol === null ? request.encrypted : protocol.toLowerCase() === 'https',
      host: hostName(host ?? header(request, 'host') ?? ''),
      country,
    };
  };
}

/** `example.com` of `example.com:8700`, `[::1]` of `[::1]:8700`; empty for a text that is no host. */
function hostName(host: string): string {
  const name = host.replace(/:\d*$/, '').toLowerCase();
  return /^([\w.-]+|\[[\da-f:.]+\])$/.test(name) ? name : '';
}

/** Browsers treat these as secure without TLS: `localhost`, its subdomains, and the loopback range. */
export function isLocalhost(host: string): boolean {
  return /^(.+\.)?localhost$|^127(\.\d{1,3}){3}$|^\[::1\]$/.test(host);
}
