import { header, type RawRequest } from './raw-request.ts';
import type { PipelineSettings } from './settings.ts';

/** What proxies in front of the collector may speak for. */
export interface OriginFacts {
  /** Address of the client. */
  readonly address: string;
  /** The browser speaks https to us. */
  readonly https: boolean;
  /** Host name that the browser asked, without port. */
  readonly host: string;
}

/**
 * Finds who asked, and how. Only as many `X-Forwarded-*` entries as there are trusted proxies count,
 * from the right: what stands left of them was written by the client.
 */
export function readOrigin(
  request: RawRequest,
  { publicUrl, trustedProxyHops }: Pick<PipelineSettings, 'publicUrl' | 'trustedProxyHops'>,
): OriginFacts {
  const forwarded = (name: string): string | null => {
    const entries = header(request, name)?.split(',') ?? [];
    const entry =
      trustedProxyHops > 0 ? entries.at(-Math.min(trustedProxyHops, entries.length)) : null;
    return entry?.trim() || null;
  };
  const address = forwarded('x-forwarded-for') ?? request.remoteAddress;
  if (publicUrl !== null) {
    const { protocol, hostname } = new URL(publicUrl);
    return { address, https: protocol === 'https:', host: hostname };
  }
  const protocol = forwarded('x-forwarded-proto');
  return {
    address,
    https: protocol === null ? request.encrypted : protocol.toLowerCase() === 'https',
    host: hostName(forwarded('x-forwarded-host') ?? header(request, 'host') ?? ''),
  };
}

/** `example.com` of `example.com:8700`, `[::1]` of `[::1]:8700`. */
function hostName(host: string): string {
  return host.replace(/:\d*$/, '').toLowerCase();
}

/** Browsers treat these as secure without TLS: `localhost`, its subdomains, and the loopback range. */
export function isLocalhost(host: string): boolean {
  return /^(.+\.)?localhost$|^127(\.\d{1,3}){3}$|^\[::1\]$/.test(host);
}
