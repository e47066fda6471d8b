import ipaddr from 'ipaddr.js';

/**
 * Whether an address belongs to a host of the public internet, by the registries of special-purpose
 * addresses (RFC 6890). Not public are: private, loopback, link-local, shared (RFC 6598), unspecified,
 * multicast, broadcast, documentation, benchmarking and reserved ranges, and every range in which an
 * IPv4 address travels inside IPv6: mapped, NAT64, 6to4, Teredo. What is no address is not public.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  // Of IPv6 only 2000::/3 is given out so far (RFC 4291); all else is for the future.
  const isGivenOut = parsed.kind() === 'ipv4' || (parsed.toByteArray()[0] ?? 0) >> 5 === 0b001;
  return isGivenOut && parsed.range() === 'unicast';
}
