import { bareAddress } from './address.ts';
import { forwarded } from './forwarded.ts';
import { header, type RequestHead } from './raw-request.ts';
import type { PipelineSettings } from './settings.ts';

/** What proxies in front of the collector may speak for. */
export interface OriginFacts {
  /** Address of the client, without port and brackets; empty where a proxy does not tell it. */
  readonly address: string;
  /** The browser speaks https to us. */
  readonly https: boolean;
  /** Host name that the browser asked, without port. */
  readonly host: string;
}

/**
 * Finds who asked, and how. Proxies are believed by their number, counted from the right, and only what
 * they say in `X-Forwarded-For`, `-Proto` and `-Host`: `Forwarded`, `X-Real-IP` and the like are never
 * read, since a proxy that does not know such a header lets the client's through.
 */
export function readOrigin(
  request: RequestHead,
  { publicUrl, trustedProxyHops }: Pick<PipelineSettings, 'publicUrl' | 'trustedProxyHops'>,
): OriginFacts {
  const address = readAddress(request, trustedProxyHops);
  if (publicUrl !== null) {
    const { protocol, hostname } = new URL(publicUrl);
    return { address, https: protocol === 'https:', host: hostname };
  }
  const protocol = forwarded(request, 'x-forwarded-proto', trustedProxyHops);
  const host = forwarded(request, 'x-forwarded-host', trustedProxyHops);
  return {
    address,
    https: protocol === null ? request.encrypted : protocol.toLowerCase() === 'https',
    host: hostName(host ?? header(request, 'host') ?? ''),
  };
}

/** Address of the client alone: as `OriginFacts` has it. */
export function readAddress(request: RequestHead, trustedProxyHops: number): string {
  const entry = forwarded(request, 'x-forwarded-for', trustedProxyHops);
  return entry === null ? request.remoteAddress : bareAddress(entry);
}

/** `example.com` of `example.com:8700`, `[::1]` of `[::1]:8700`; empty for what is no host. */
function hostName(host: string): string {
  const name = host.replace(/:\d*$/, '').toLowerCase();
  return /^([\w.-]+|\[[\da-f:.]+\])$/.test(name) ? name : '';
}

/** Browsers treat these as secure without TLS: `localhost`, its subdomains, and the loopback range. */
export function isLocalhost(host: string): boolean {
  return /^(.+\.)?localhost$|^127(\.\d{1,3}){3}$|^\[::1\]$/.test(host);
}
