import ipaddr from 'ipaddr.js';

/**
 * Key under which an address is counted: an IPv4 address by itself, an IPv6 address by its /64, since a
 * household or a server chooses the other half itself. Requests without an address share the empty key.
 */
export function rateKey(address: string): string {
  if (!address.includes(':')) return address;
  const [network] = plainNetwork.exec(address) ?? [];
  if (network !== undefined) return network;
  const parsed = ipaddr.process(address);
  if (parsed instanceof ipaddr.IPv4) return parsed.toString();
  return parsed.parts
    .slice(0, 4)
    .map((part) => part.toString(16))
    .join(':');
}

/** The first four groups as RFC 5952 writes them, which spares most addresses the parser. */
const plainNetwork = /^(?:0|[1-9a-f][\da-f]{0,3})(?::(?:0|[1-9a-f][\da-f]{0,3})){3}(?=:)/;
